"""The drawings of the look as SVG text: geometry and strokes, nothing about people."""
