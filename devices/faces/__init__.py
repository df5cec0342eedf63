"""Faces: find, judge, compare, watch. Identification only: no method here tells a living face from a picture of one."""
