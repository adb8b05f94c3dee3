/** Distributions of Python whose module has another name (from the distributions' own top-level modules). */
const modules: Record<string, string[]> = {
  beautifulsoup4: ["bs4"],
  "opencv-python": ["cv2"],
  "python-dateutil": ["dateutil"],
  "python-docx": ["docx"],
  "python-dotenv": ["dotenv"],
  "faiss-cpu": ["faiss"],
  pymupdf: ["fitz", "pymupdf"],
  gitpython: ["git"],
  pyjwt: ["jwt"],
  mysqlclient: ["MySQLdb"],
  pillow: ["PIL"],
  "python-pptx": ["pptx"],
  djangorestframework: ["rest_framework"],
  pyserial: ["serial"],
  "scikit-learn": ["sklearn"],
  pyyaml: ["yaml"],
};

/** A requirement (PEP 508): its name, perhaps extras, a version, an address or a marker. */
const requirement = /^([A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?)\s*(?:\[[^\]]*\]\s*)?(?:$|[<>=!~;@(])/;

/** Top-level modules that a distribution is imported as. */
export function modulesOf(distribution: string): string[] {
  const normal = distribution.toLowerCase().replace(/[-_.]+/g, "-");
  return modules[normal] ?? [...new Set([normal.replaceAll("-", "_"), distribution.replaceAll("-", "_")])];
}

/** Name of the distribution that a requirement asks for; undefined if the words are none. */
export const requiredName = (words: string): string | undefined => requirement.exec(words.trim())?.[1];
