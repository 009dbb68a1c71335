// As much of a browser as the search page needs, and what a test does to it.

class HTMLElement {
  constructor(name) {
    this.name = name;
    this.children = [];
    this.listeners = {};
    this.dataset = {};
  }
  append(...nodes) { this.children.push(...nodes); }
  replaceChildren(...nodes) { this.children = nodes; }
  get textContent() { return this.children.map((c) => c.textContent ?? c).join(""); }
  set textContent(text) { this.children = text === "" ? [] : [text]; }
  querySelectorAll(name) {
    const below = this.children.filter((c) => c instanceof HTMLElement);
    return below.flatMap((c) => (c.name === name ? [c] : []).concat(c.querySelectorAll(name)));
  }
  addEventListener(kind, listener) { (this.listeners[kind] ??= []).push(listener); }
  dispatch(kind, event = {}) { (this.listeners[kind] ?? []).forEach((l) => l({ preventDefault() {}, ...event })); }
  focus() { document.activeElement = this; this.dispatch("focus"); }
  html() {
    const attributes = (this.href === undefined ? "" : ` href="${this.href}"`) + (this.className === undefined ? "" : ` class="${this.className}"`);
    return `<${this.name}${attributes}>${inner(this)}</${this.name}>`;
  }
}
class HTMLFormElement extends HTMLElement {}
class HTMLInputElement extends HTMLElement {}
class HTMLTextAreaElement extends HTMLElement {}
class HTMLSelectElement extends HTMLElement {}

const inner = (e) => e.children.map((c) => (c instanceof HTMLElement ? c.html() : c.replace(/&/g, "&amp;").replace(/</g, "&lt;"))).join("");

const form = new HTMLFormElement("form");
const input = new HTMLInputElement("input");
const page = new Map([["search", form], ["q", input], ["search-status", new HTMLElement("p")], ["results", new HTMLElement("ol")]]);
const scripts = [];
const replaced = [];
const printed = [];
const window = globalThis;
const location = { pathname: "/search.html", search: address };
const history = { replaceState: (state, title, url) => replaced.push(url) };
const document = Object.assign(new HTMLElement("document"), {
  activeElement: null,
  querySelector: () => input,
  getElementById: (id) => page.get(id) ?? null,
  createElement: (name) => new HTMLElement(name),
  head: { append: (script) => scripts.push(script) },
});
class URLSearchParams {
  constructor(text) { this.query = /[?&]q=([^&]*)/.exec(text); }
  get() { return this.query && decodeURIComponent(this.query[1].replace(/\+/g, " ")); }
}
input.value = "";
form.dataset = { index: shipped };

const last = () => scripts[scripts.length - 1];
const arrive = () => {
  if (last().src !== shipped) throw new Error(`loads ${last().src}`);
  (0, eval)(indexScript);
  last().dispatch("load");
};
const fail = () => last().dispatch("error");
const type = (text) => { input.value = text; input.dispatch("input"); };
const press = (key) => (document.activeElement === input ? form : page.get("results")).dispatch("keydown", { key });
const focused = () => document.activeElement.href ?? "q";
const print = (text) => printed.push(text);
const seen = () => [...printed, inner(page.get("search-status")) + "|" + inner(page.get("results"))].join(" ");
