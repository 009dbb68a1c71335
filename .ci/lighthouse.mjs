// node lighthouse.mjs SITE [PAGE…]: serves the folder SITE packed below /playbooks/, as a host of pages does, and prints what
// Lighthouse gives each page.
import { createServer } from "node:http";
import { existsSync, readFileSync, statSync } from "node:fs";
import { extname, join, normalize } from "node:path";
import { gzipSync } from "node:zlib";
import { launch } from "chrome-launcher";
import lighthouse from "lighthouse";

const [site, ...pages] = process.argv.slice(2);
const types = { ".html": "text/html; charset=utf-8", ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml", ".png": "image/png", ".json": "application/json", ".webmanifest": "application/manifest+json" };
const metrics = ["first-contentful-paint", "largest-contentful-paint", "total-blocking-time", "cumulative-layout-shift", "total-byte-weight"];

const server = createServer((request, response) => {
  const path = normalize(decodeURIComponent(new URL(request.url, "http://localhost").pathname));
  const below = path.startsWith("/playbooks/") ? path.slice("/playbooks/".length) : "..";
  const file = join(site, below === "" || below.endsWith("/") ? below + "index.html" : below);
  if (below.startsWith("..") || !existsSync(file) || !statSync(file).isFile()) {
    response.writeHead(404).end();
    return;
  }
  response.writeHead(200, { "Content-Type": types[extname(file)] ?? "application/octet-stream", "Content-Encoding": "gzip", "Cache-Control": "max-age=600" });
  response.end(gzipSync(readFileSync(file)));
});
await new Promise((ready) => server.listen(0, "127.0.0.1", ready));

const chrome = await launch({ chromePath: process.env.CHROME_PATH, chromeFlags: ["--headless=new", "--no-sandbox"] });
let failed = false;
for (const page of pages.length > 0 ? pages : ["", "playbooks/shop/bad-deploy-at-checkout.html", "roles/on_call.html"]) {
  const address = `http://127.0.0.1:${server.address().port}/playbooks/${page}`;
  const { lhr } = await lighthouse(address, { port: chrome.port, onlyCategories: ["performance", "accessibility", "best-practices"] });
  const scores = Object.values(lhr.categories).map(({ id, score }) => `${id} ${Math.round(100 * score)}`);
  console.log(`/${page}: ${scores.join(", ")}`);
  console.log(`  ${metrics.map((id) => `${id} ${lhr.audits[id].displayValue}`).join(", ")}`);
  for (const { id, auditRefs } of Object.values(lhr.categories)) {
    const short = auditRefs.filter(({ id, weight }) => weight > 0 && lhr.audits[id].score !== null && lhr.audits[id].score < 0.9);
    short.forEach((ref) => console.log(`  ${id}: ${lhr.audits[ref.id].title}`));
  }
  failed ||= lhr.categories.accessibility.score < 1 || lhr.categories["best-practices"].score < 1;
}
await chrome.kill();
server.close();
process.exitCode = failed ? 1 : 0;
