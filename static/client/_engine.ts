// The engine and the readings as one object, for tests that run them outside a page. A name that begins with an
// underscore is no entry: nothing of this is published.

import { forbidden, holders, judge, roleOf } from "./walk/engine";
import { assume, next } from "./walk/next";
import { interval, read, written } from "./walk/reading";

Object.assign(globalThis, { remitEngine: { assume, forbidden, holders, interval, judge, next, read, roleOf, written } });
