package page

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
)

// The icon is the sign of a yes: a tick in a square with a rim, as in favicon.svg. It is drawn here, in whole numbers, so
// that every machine draws the same bytes: one unit of the favicon's grid of 32 is 1024 steps.
const (
	unit = 1024
	grid = 32 * unit
)

// The inks of the icon, mixed in sixteenths: nothing, green, white.
const (
	clear = iota
	green
	white
)

// drawIcon draws the icon, a side long. A maskable one fills the square to its edges and stays within the circle that
// every mask leaves.
func drawIcon(side int, maskable bool) ([]byte, error) {
	img := image.NewPaletted(image.Rect(0, 0, side, side), shades())
	at := func(n, of int) int { return (2*n + 1) * grid / (2 * of) } // the middle of the nth of so many steps
	above, row := make([]int, side+1), make([]int, side+1)
	for y := range side + 1 {
		for x := range side + 1 {
			row[x] = ink(x*grid/side, y*grid/side, maskable)
			if x == 0 || y == 0 {
				continue
			}
			corners := [...]int{above[x-1], above[x], row[x-1], row[x]}
			if corners[0] == corners[1] && corners[1] == corners[2] && corners[2] == corners[3] {
				img.Pix[(y-1)*img.Stride+x-1] = shade(16*flag(corners[0] == green), 16*flag(corners[0] == white))
				continue
			}
			var of [3]int
			for i := range 16 {
				of[ink(at(4*(x-1)+i%4, 4*side), at(4*(y-1)+i/4, 4*side), maskable)]++
			}
			img.Pix[(y-1)*img.Stride+x-1] = shade(of[green], of[white])
		}
		above, row = row, above
	}
	var b bytes.Buffer
	err := png.Encode(&b, img)
	return b.Bytes(), err
}

func flag(b bool) int {
	if b {
		return 1
	}
	return 0
}

// shades are the colours of the palette: first green on nothing, then white on green, in sixteenths. Where all three
// meet in one pixel nothing of it is seen through.
func shades() color.Palette {
	var p color.Palette
	for i := range 17 {
		p = append(p, color.NRGBA{0x0b, 0x5a, 0x3c, uint8(i * 255 / 16)})
	}
	mix := func(from, to, i int) uint8 { return uint8((from*(16-i) + to*i) / 16) }
	for i := range 17 {
		p = append(p, color.NRGBA{mix(0x0b, 255, i), mix(0x5a, 255, i), mix(0x3c, 255, i), 255})
	}
	return p
}

func shade(green, white int) uint8 {
	if white > 0 {
		return uint8(17 + white)
	}
	return uint8(green)
}

// ink says what is at a point of the grid.
func ink(x, y int, maskable bool) int {
	if maskable { // drawn at seven tenths, within the safe circle; the ground goes on to the edges
		x, y = (x-grid/2)*10/7+grid/2, (y-grid/2)*10/7+grid/2
	}
	switch {
	case tick(x, y), squared(x, y, 3, 4) && !squared(x, y, 5, 2):
		return white
	case maskable || squared(x, y, 1, 5):
		return green
	}
	return clear
}

// squared reports whether a point is in a square with round corners that keeps a distance from the edges of the grid.
func squared(x, y, inset, radius int) bool {
	away := func(v int) int { // from the part of the side that is straight
		low, high := (inset+radius)*unit, grid-(inset+radius)*unit
		return max(low-v, 0, v-high)
	}
	dx, dy, r := away(x), away(y), radius*unit
	return dx*dx+dy*dy <= r*r
}

// tick reports whether a point is on one of the two strokes of the tick, which are three units wide and have round ends.
func tick(x, y int) bool {
	points := [...][2]int{{19, 33}, {29, 43}, {46, 22}} // in half units
	for i := range 2 {
		if near(x, y, points[i], points[i+1]) {
			return true
		}
	}
	return false
}

// near reports whether a point lies within one and a half units of a line between two points.
func near(x, y int, from, to [2]int) bool {
	ax, ay, bx, by := int64(from[0]*unit/2), int64(from[1]*unit/2), int64(to[0]*unit/2), int64(to[1]*unit/2)
	dx, dy, px, py := bx-ax, by-ay, int64(x)-ax, int64(y)-ay
	const r = 3 * unit / 2
	along, length := px*dx+py*dy, dx*dx+dy*dy
	switch {
	case along <= 0:
		return px*px+py*py <= r*r
	case along >= length:
		qx, qy := int64(x)-bx, int64(y)-by
		return qx*qx+qy*qy <= r*r
	}
	across := px*dy - py*dx
	return across*across <= r*r*length
}
