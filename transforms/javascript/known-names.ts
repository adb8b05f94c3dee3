/** Names that a browser or Node provides to every script; no edit of ours can make them undefined. */
export const knownNames: ReadonlySet<string> = new Set(
  `arguments undefined NaN Infinity globalThis window self document console navigator location history screen event
  fetch alert confirm prompt setTimeout clearTimeout setInterval clearInterval requestAnimationFrame cancelAnimationFrame
  queueMicrotask structuredClone getComputedStyle matchMedia localStorage sessionStorage indexedDB caches crypto performance
  Object Array String Number Boolean Symbol BigInt Function Date RegExp Math JSON Map Set WeakMap WeakSet Promise Proxy
  Reflect Error TypeError RangeError SyntaxError Intl URL URLSearchParams FormData Headers Request Response Blob File
  FileReader AbortController WebSocket EventSource XMLHttpRequest Event CustomEvent MutationObserver ResizeObserver
  IntersectionObserver DOMParser Image Audio Node Element HTMLElement TextEncoder TextDecoder Uint8Array ArrayBuffer
  parseInt parseFloat isNaN isFinite encodeURIComponent decodeURIComponent encodeURI decodeURI btoa atob
  require module exports process Buffer __dirname __filename`.split(/\s+/),
);
