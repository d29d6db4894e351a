package dev.shoal.script

import spock.lang.Specification

class WordsSpec extends Specification {
    def "«#text» is the words #words"() {
        expect:
        Words.of(text)*.text() == words

        where:
        text                     || words
        ''                       || []
        '  a  b '                || ['a', 'b']
        "'a b' c"                || ['a b', 'c']
        '"a \\" b"'              || ['a " b']
        "a'b c'd"                || ['ab cd']
        'a\\ b'                  || ['a b']
        "it's never closed"      || ['its never closed']
        "''"                     || ['']
        'back\\'                 || ['back\\']
    }

    def "a word knows where it stands in the text"() {
        expect:
        Words.of("-t 5s  'a b'")*.with { [it.start(), it.end()] } == [[0, 2], [3, 5], [7, 12]]
    }

    def "of «#text» the quotes are taken away only where they hold the whole of it"() {
        expect:
        Words.unquoted(text) == plain

        where:
        text                      || plain
        "'ps aux | grep java'"    || 'ps aux | grep java'
        '"echo \\"hi\\" $HOME"'   || 'echo "hi" $HOME'
        "'a' 'b'"                 || "'a' 'b'"
        "'a'b"                    || "'a'b"
        "'open"                   || "'open"
        "it's"                    || "it's"
        '"'                       || '"'
        "''"                      || ''
        'plain'                   || 'plain'
    }

    def "in «#text» the pipe stands at #at"() {
        expect:
        Words.indexOutsideQuotes(text, ' |> ') == at

        where:
        text                           || at
        'df -h |> it'                  || 5
        'df | wc'                      || -1
        "awk '{print |> \"x\"}' f"     || -1
        "awk 'a' |> it"                || 7
        'echo " |> "'                  || -1
        'a|>b'                         || -1
    }
}
