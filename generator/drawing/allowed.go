package drawing

import (
	"regexp"
	"strings"
	"sync"
)

// What a clean drawing may hold. An element or attribute that is not here is not written; nothing is on the lists that
// runs, loads, animates or leads elsewhere.

const elements = " svg g defs symbol use switch title desc path rect circle ellipse line polyline polygon text tspan textPath" +
	" linearGradient radialGradient stop pattern clipPath mask marker image filter" +
	" feBlend feColorMatrix feComponentTransfer feComposite feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR" +
	" feGaussianBlur feMerge feMergeNode feMorphology feOffset "

// unseen are the elements that draw nothing: nobody misses them.
const unseen = " metadata view "

// attributes that draw. Those that a style may set, too, are in properties.
const attributes = " xml:space xml:lang lang role x y width height cx cy r rx ry x1 y1 x2 y2 fx fy fr dx dy rotate points d" +
	" pathLength viewBox preserveAspectRatio offset textLength lengthAdjust startOffset method spacing transform" +
	" gradientTransform gradientUnits spreadMethod patternTransform patternUnits patternContentUnits clipPathUnits" +
	" maskUnits maskContentUnits markerUnits markerWidth markerHeight refX refY orient systemLanguage" +
	" filterUnits primitiveUnits in in2 result stdDeviation mode operator k1 k2 k3 k4 values type tableValues slope" +
	" intercept amplitude exponent radius "

// free are the attributes that hold any words.
const free = " id aria-label "

const properties = " fill fill-opacity fill-rule stroke stroke-width stroke-opacity stroke-linecap stroke-linejoin" +
	" stroke-miterlimit stroke-dasharray stroke-dashoffset opacity color font font-family font-size font-style font-weight" +
	" font-stretch font-variant text-anchor text-decoration dominant-baseline alignment-baseline baseline-shift" +
	" letter-spacing word-spacing writing-mode direction unicode-bidi visibility display overflow clip-path clip-rule mask" +
	" filter marker-start marker-mid marker-end stop-color stop-opacity flood-color flood-opacity paint-order vector-effect" +
	" shape-rendering text-rendering image-rendering color-interpolation color-interpolation-filters "

// functions are those that a value may call; url is judged by itself.
const functions = " rgb rgba hsl hsla matrix translate scale rotate skewx skewy "

// patterns are the forms of values that are more than words and numbers.
type patterns struct{ reference, inner, call, picture *regexp.Regexp }

var forms = sync.OnceValue(func() *patterns {
	return &patterns{
		reference: regexp.MustCompile(`^url\(\s*["']?#([^\s"'()<>\\]+?)["']?\s*\)\s*(?:none|currentColor|#[0-9A-Fa-f]{3,8}|[A-Za-z]+)?$`),
		inner:     regexp.MustCompile(`^#([^\s"'()<>\\]+)$`),
		call:      regexp.MustCompile(`([A-Za-z-]*)\s*\(`),
		picture:   regexp.MustCompile(`^data:image/(?:png|jpeg|jpg|gif|webp);base64,[A-Za-z0-9+/=\s]*$`),
	}
})

// plain reports whether the value of an attribute can do nothing but draw, and which part of the drawing it refers to.
func plain(value string) (refersTo string, ok bool) {
	value = strings.TrimSpace(value)
	if m := forms().reference.FindStringSubmatch(value); m != nil {
		return m[1], true
	}
	if strings.ContainsAny(value, `\@{}<>`) || strings.Contains(value, "/*") {
		return "", false
	}
	for _, call := range forms().call.FindAllStringSubmatch(value, -1) {
		if !in(functions, strings.ToLower(call[1])) {
			return "", false
		}
	}
	return "", true
}

func in(list, name string) bool {
	return name != "" && !strings.Contains(name, " ") && strings.Contains(list, " "+name+" ")
}
