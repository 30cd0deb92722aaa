#!/bin/sh
# Cuts the everyday letters out of the whole fonts; run it when the fonts or the choice change, and
# commit the result. What the everyday fonts lack is set from the whole ones, so a letter left out
# costs time and no text.
set -eu
cd "$(CDPATH= cd -- "$(dirname -- "$0")" && pwd)"

# English, Welsh and the other tongues that Latin Extended-A serves, with Romanian; Greek; the signs
# of units, doses and ranges.
everyday=U+0020-007E,U+00A0-017F,U+0192,U+0218-021B,U+02C6-02C7,U+02D8-02DD
everyday=$everyday,U+0370-03FF,U+1E80-1E85,U+1EF2-1EF3
everyday=$everyday,U+2010-2015,U+2018-201E,U+2020-2022,U+2026,U+2030,U+2032-2033,U+2039-203A
everyday=$everyday,U+2044,U+2070-2094,U+20AC,U+2103,U+2116,U+2122,U+2150-215E,U+2190-2195
everyday=$everyday,U+2212,U+2248,U+2260,U+2264-2265,U+2713

for face in DejaVuSans DejaVuSans-Bold; do
  "${PYTHON:-python3}" -m fontTools.subset "$face.ttf" --output-file="$face-Everyday.ttf" \
    --unicodes="$everyday" --layout-features= --glyph-names --notdef-outline --name-IDs='*' \
    --drop-tables+=FFTM,GDEF,GPOS,GSUB,MATH,kern --no-recalc-bounds --no-recalc-timestamp
done
