# Completion of kamen for bash. The program itself is asked, so that this file never falls behind its verbs and options.

_kamen_verbs() {
    kamen --help 2>/dev/null | sed -n 's/^  \([a-z][a-z-]*\)  .*/\1/p'
}

_kamen_options() {
    kamen "$1" --help 2>/dev/null | grep -o -E -- '--[a-z][a-z-]+' | sort -u
}

_kamen() {
    local word=${COMP_WORDS[COMP_CWORD]}
    if [ "$COMP_CWORD" -eq 1 ]; then
        mapfile -t COMPREPLY < <(compgen -W "$(_kamen_verbs) --help --version" -- "$word")
    elif [[ $word == -* ]]; then
        mapfile -t COMPREPLY < <(compgen -W "$(_kamen_options "${COMP_WORDS[1]}")" -- "$word")
    else
        mapfile -t COMPREPLY < <(compgen -f -- "$word")
        compopt -o filenames 2>/dev/null
    fi
}

complete -F _kamen kamen
