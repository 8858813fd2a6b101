#!/bin/sh
# For maintainers: fetch GOV.UK Frontend and the typeface from npm and write what Kith ships into static/vendor/.
# Needs Node and a Python with fonttools and brotli (PYTHON=… to choose one). The result is committed, so nobody else runs this.
set -eu

GOVUK=6.3.0
SASS=1.108.2
FONT=5.3.0
PYTHON=${PYTHON:-python3}

here=$(cd "$(dirname "$0")/.." && pwd)
out="$here/static/vendor"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

cp "$here/tools/vendor/govuk.scss" "$work/"
cd "$work"
npm install --silent --no-save --no-package-lock --ignore-scripts \
    "govuk-frontend@$GOVUK" "sass@$SASS" "@fontsource/atkinson-hyperlegible-next@$FONT"

rm -rf "$out"
mkdir -p "$out/fonts/ttf"

node_modules/.bin/sass --no-source-map --style=compressed --quiet-deps govuk.scss "$out/govuk-frontend.min.css"

# Only the comment goes: the file is one line, and a deleted line would be the whole of it.
sed 's|//# sourceMappingURL=[^[:space:]]*||' node_modules/govuk-frontend/dist/govuk/govuk-frontend.min.js \
    > "$out/govuk-frontend.min.js"

# The npm package holds no licence file of its own.
cp "$here/tools/vendor/LICENSE-govuk-frontend.txt" "$out/"
cp node_modules/@fontsource/atkinson-hyperlegible-next/LICENSE "$out/fonts/OFL.txt"
for subset in latin latin-ext; do
    for weight in 400 700; do
        cp "node_modules/@fontsource/atkinson-hyperlegible-next/files/atkinson-hyperlegible-next-$subset-$weight-normal.woff2" \
            "$out/fonts/"
    done
done
"$PYTHON" "$here/tools/vendor/make_ttf.py" "$out/fonts" "$out/fonts/ttf"

if grep -E -i -l 'GDS Transport|crest|crown|copyright-logo|sourceMappingURL' "$out"/*.css "$out"/*.js; then
    echo "Something of the government's own brand, or a source map, is left in the files named above." >&2
    exit 1
fi
ls -l "$out" "$out/fonts" "$out/fonts/ttf"
