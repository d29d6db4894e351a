package dev.shoal.text

import spock.lang.Specification

class NearestSpec extends Specification {
    def "of web, db, canary and monitoring, '#word' may have meant #nearest"() {
        expect:
        Nearest.to(word, ['web', 'db', 'canary', 'monitoring']).orElse(null) == nearest

        where:
        word         || nearest
        'wbe'        || 'web'
        'webs'       || 'web'
        'we'         || 'web'
        'WEB'        || 'web'
        'bd'         || 'db'
        'cnary'      || 'canary'
        'canray'     || 'canary'
        'cannarys'   || 'canary'
        'cats'       || null
        'montioringg' || 'monitoring'
        'x'          || null
        ''           || null
        'kubernetes' || null
    }
}
