// As much of a browser as live.js needs, with a log of what it does to it.
const done = [];
const listeners = {};
const streams = [];
let timers = [];

class Element {
  constructor(name) {
    Object.assign(this, { name, children: [], attributes: {}, open: false, handlers: {}, textContent: "" });
  }
  set innerHTML(_) {
    throw new Error("markup from text");
  }
  setAttribute(name, value) {
    if (name === "style") throw new Error("an inline style");
    this.attributes[name] = value;
  }
  append(...children) {
    this.children.push(...children);
  }
  addEventListener(kind, handler) {
    this.handlers[kind] = handler;
  }
  querySelector(name) {
    return this.children.find((child) => child.name === name);
  }
  showModal() {
    if (this.open) throw new Error("already open");
    this.open = true;
    done.push("open: " + this.querySelector("pre").textContent);
  }
  close() {
    this.open = false;
    done.push("close");
  }
}

class EventSource {
  static CLOSED = 2;
  constructor(address) {
    Object.assign(this, { address, handlers: {}, readyState: 1 });
    streams.push(this);
    done.push("listen " + address);
  }
  addEventListener(kind, handler) {
    this.handlers[kind] = handler;
  }
  close() {
    this.readyState = 2;
    done.push("stop listening");
  }
}

function on(kind, handler) {
  listeners[kind] = handler;
}

const document = {
  hidden: false,
  head: new Element("head"),
  body: new Element("body"),
  createElement: (name) => new Element(name),
  addEventListener: on,
};
const addEventListener = on;
const location = { pathname: "/a.html", reload: () => done.push("reload") };
const scrollX = 0;
const scrollY = 120;
const scrollTo = (to) => done.push(`scroll to ${to.top}`);
const setTimeout = (work) => timers.push(work);
const kept = {};
const sessionStorage = {
  getItem: (name) => (name in kept ? kept[name] : null),
  setItem: (name, value) => (kept[name] = value),
  removeItem: (name) => delete kept[name],
};
const worker = { unregister: async () => done.push("unregister") };
const navigator = { serviceWorker: { controller: null, getRegistrations: async () => [worker] } };
let header = "one";
const performance = { getEntriesByType: () => [{ serverTiming: header === "" ? [] : [{ name: "build", description: header }] }] };

function tell(build, overlay) {
  streams[streams.length - 1].handlers.state({ data: JSON.stringify({ build, overlay }) });
}

function fail(readyState) {
  const stream = streams[streams.length - 1];
  stream.readyState = readyState;
  stream.handlers.error();
}

function hide(hidden) {
  document.hidden = hidden;
  listeners.visibilitychange();
}

function tick() {
  const due = timers;
  timers = [];
  due.forEach((work) => work());
}
