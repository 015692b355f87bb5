#!/usr/bin/env bash
# The training on a machine that is lent for half an hour, in calls of ten minutes: README.md.
#
#   lease.sh stage CARRIED …           put what a call carried where later calls find it
#   lease.sh back MINUTES              Russian to French, then the back-translation
#   lease.sh main MINUTES TOTAL        French to Russian, for some minutes of the total
#   lease.sh last MINUTES TOTAL        the rest of it, the last touch, the dev sets
#
# $OUT is the folder whose files come back; $KEPT lives as long as the machine.
set -euo pipefail
export PYTHONUNBUFFERED=1
KEPT=${KEPT:-$HOME/kept}
OUT=${OUT:?the folder whose files come back}
PYTHON=${PYTHON:-python3}
mkdir -p "$KEPT"

run() { "$PYTHON" -m "training.$1" "$KEPT/bundle" "${@:2}"; }

train_main() {
    run train "$KEPT/main" --phase main --start "$KEPT/parent" --keep "$KEPT" \
        --extra "$KEPT/back.tsv" --minutes "$1" --total "$2"
}

case $1 in
stage)
    for carried in "${@:2}"; do cp -r "$carried/." "$KEPT/"; done
    ls -l "$KEPT" "$KEPT"/*
    ;;
back)
    nvidia-smi -L || true
    run train "$KEPT/back" --phase back --start "$KEPT/parent-back" --minutes "$2"
    run generate "$KEPT/back" "$KEPT/bundle/mono.txt.xz" "$KEPT/back.tsv" \
        --reverse --label back --minutes 2.5
    cp "$KEPT/back/log.jsonl" "$OUT/"
    xz -T0 -c "$KEPT/back.tsv" >"$OUT/back.tsv.xz"
    shuf -n 12 "$KEPT/back.tsv"
    ;;
main)
    train_main "$2" "$3"
    mkdir -p "$OUT/main" && cp "$KEPT"/main/* "$OUT/main/"
    ;;
last)
    train_main "$2" "$3"
    run train "$KEPT/tune" --phase tune --start "$KEPT/main" --extra "$KEPT/back.tsv" --minutes 2.5
    mkdir -p "$OUT/tune" && cp "$KEPT"/tune/* "$OUT/tune/"
    for set in flores newstest2012; do
        for phase in main tune; do
            run generate "$KEPT/$phase" "$KEPT/bundle/$set.dev.tsv.xz" "$KEPT/$set.$phase.ru"
        done
    done
    tar -cJf "$OUT/dev.tar.xz" -C "$KEPT" flores.main.ru flores.tune.ru newstest2012.main.ru newstest2012.tune.ru
    ;;
*)
    sed -n '2,10p' "$0" >&2
    exit 2
    ;;
esac
