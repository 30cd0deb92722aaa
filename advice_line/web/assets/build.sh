#!/bin/sh
# Builds advice_line/web/static (and the axe-core copy that the browser checks use) from npm
# packages. Needs node 20 or later; run it only when the look changes, and commit the result.
# There is no lock file: it would name a registry. The versions in package.json are exact instead.
set -eu
here=$(CDPATH= cd -- "$(dirname -- "$0")" && pwd)
static="$here/../static"
browser="$here/../../../tests/browser"
cd "$here"

npm install --no-package-lock --no-audit --no-fund --ignore-scripts --silent

for scheme in light dark; do
  ./node_modules/.bin/sass --style=compressed --no-source-map --load-path=node_modules \
    --quiet-deps "scss/$scheme.scss" "$static/$scheme.css"
done

# The source-map comment would make browsers ask for a file that is not there.
copy_script() {
  sed 's|//# sourceMappingURL=.*$||' "$1" > "$2"
}
copy_script node_modules/nhsuk-frontend/dist/nhsuk/nhsuk-frontend.min.js \
  "$static/nhsuk-frontend-10.6.1.min.js"
copy_script node_modules/htmx.org/dist/htmx.min.js "$static/htmx-2.0.11.min.js"
copy_script node_modules/axe-core/axe.min.js "$browser/axe.min.js"
cp node_modules/axe-core/LICENSE "$browser/axe.min.js.LICENSE"

if grep -il frutiger "$static"/*.css; then
  echo "A stylesheet names a typeface that suppliers may not use." >&2
  exit 1
fi
