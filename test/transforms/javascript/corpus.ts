/** Scripts in many dressings, for tests that hold for any script. */
export const corpus: string[] = [
  `// heading\nimport d, { a, b as c } from './m.js';\nimport * as ns from 'pkg';\nimport 'side';\n\nexport const one = 1, two = 2;\nexport function f(a, { b, c: [d2] } = {}, ...rest) {\n  return a + b;\n}\nexport { one as uno, two };\nexport default class extends Base {\n  static #x = 1;\n  y = 2\n  get z() { return this.y }\n  static { init(); }\n  async *m(p = 1) { yield p; }\n}\n`,
  `const box = document.getElementById('box');\r\nif (box) box.value = '💾';\r\nelse if (other) { a(); b(); }\r\nelse {\r\n\tc();\r\n}\r\nlet i = 0, j = [1, , 2,], k = { a, 'b-c': 1, [d]: 2, ...e, f() {}, get g() { return 1 } };\r\n`,
  `\ufefftry {\n    go(); // now\n    /* and */ then();\n} catch ({ message }) {\n    log(message)\n} finally {\n    done()\n}\n\nswitch (kind) {\n    // first\n    case 'a':\n    case 'b':\n        a();\n        break;\n    case 'c': {\n        const x = 1;\n        return;\n    }\n    default:\n        b()\n}\n`,
  `outer: for (const [k, v] of Object.entries(map)) {\n  for (let i = 0, n = v.length; i < n; i++) { if (!v[i]) continue outer; use(v[i], k) }\n  while (x) x--;\n  do { y += 1 } while (y < 3)\n}\nfor (const key in object) delete object[key];\n`,
  `fetch(\`/api/items/\${id}?full=1\`, { method: 'POST', body })\n  .then(r => r.json())\n  .then(({ items, total: count = 0 }) => {\n    // show\n    list.innerHTML = items.map(item => \`\n      <li class="row" onclick="pick('\${item.id}')">\${item.name}</li>\`).join('');\n    return count && (total?.[0]?.x || fallback);\n  });\n`,
  `const view = (\n  <div className="x" {...rest} on={() => go(1)}>\n    {/* note */}\n    text {ok && <Panel a="1" />}\n    <br/>\n  </div>\n);\nlet z = ok ? one : two ? three : four, w = !(a && b || c)\n`,
  `;(function () {\n  'use strict';\n  var self = this, t = a ? b : c;\n\n  /** Doc. */\n  function inner(x) { return x }\n  // tail\n}).call(this)`,
  `var a = 1\nvar b = a\n;[1, 2].forEach(n => { console.log(n) })\nnew Thing\nlabel: { break label }\nif (a) ; else b()\nx = y = z, w\nthrow new Error('no')`,
];
