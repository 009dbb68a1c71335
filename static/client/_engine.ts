// The engine and the readings as one object, for tests that run them outside a page. A name that begins with an
// underscore is no entry: nothing of this is published.

import { fallback, forbidden, holders, judge, roleOf, ruledOut } from "./walk/engine";
import { assume, next, whole } from "./walk/next";
import { about, narrowed } from "./walk/one";
import { interval, read, written } from "./walk/reading";
import { unpack } from "./walk/unpack";

Object.assign(globalThis, { remitEngine: { about, assume, fallback, forbidden, holders, interval, judge, narrowed, next, read, roleOf, ruledOut, unpack, whole, written } });
