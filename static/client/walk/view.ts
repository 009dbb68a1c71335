// Making elements. All text enters as text: there is no way from a string to markup here.

type Child = Node | string | null;

/** el makes an element with a class ("" for none) and children; null children are left out. */
export function el<K extends keyof HTMLElementTagNameMap>(tag: K, className: string, ...children: readonly Child[]): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  if (className !== "") made.className = className;
  made.append(...children.filter((c): c is Node | string => c !== null));
  return made;
}

/** button makes a button that runs an action. */
export function button(className: string, text: string, run: () => void): HTMLButtonElement {
  const made = el("button", className, text);
  made.type = "button";
  made.addEventListener("click", run);
  return made;
}

/** heading makes a heading that can take the focus when it appears. */
export function heading(text: string): HTMLHeadingElement {
  const made = el("h2", "", text);
  made.tabIndex = -1;
  return made;
}

const kinds = ["verdict", "fact", "action", "grant", "ladder", "duty", "refusal", "holder", "owner", "goodFaith"] as const;

/** Kind is what a template of the page is for. */
export type Kind = (typeof kinds)[number];

/** The templates of a page by kind and name, so that no name is ever part of a selector. */
export class Templates {
  private readonly all = new Map<string, HTMLTemplateElement>();

  constructor(section: HTMLElement) {
    for (const t of Array.from(section.querySelectorAll("template"))) {
      for (const kind of kinds) if (t.dataset[kind] !== undefined) this.all.set(kind + " " + t.dataset[kind]!, t);
    }
  }

  /** clone copies a template's content; empty when the page has no such template. */
  clone(kind: Kind, name = ""): DocumentFragment {
    const found = this.all.get(kind + " " + name);
    return found === undefined ? document.createDocumentFragment() : document.importNode(found.content, true);
  }

  has(kind: Kind, name = ""): boolean {
    return this.all.has(kind + " " + name);
  }

  /** data is an attribute of a template, such as the title of an action. */
  data(kind: Kind, name: string, key: string): string | undefined {
    return this.all.get(kind + " " + name)?.dataset[key];
  }

  /** titled is a template's title, or its name in words when the page gives none. */
  titled(kind: Kind, name: string, key = "title"): string {
    return this.data(kind, name, key) ?? name.replace(/_/g, " ");
  }
}

/** fill puts text into the slots of a name. */
export function fill(root: ParentNode, slot: string, text: string): void {
  for (const found of slots(root, slot)) found.textContent = text;
}

/** slots lists the elements that wait for something of that name. */
export function slots(root: ParentNode, slot: string): HTMLElement[] {
  return Array.from(root.querySelectorAll<HTMLElement>("[data-slot]")).filter((e) => e.dataset.slot === slot);
}
