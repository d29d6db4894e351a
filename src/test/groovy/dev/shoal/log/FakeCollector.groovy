package dev.shoal.log

import com.sun.net.httpserver.HttpExchange
import com.sun.net.httpserver.HttpServer
import groovy.json.JsonSlurper
import java.util.concurrent.CountDownLatch
import java.util.concurrent.Executors
import java.util.concurrent.LinkedBlockingQueue
import java.util.concurrent.TimeUnit

/** A collector on 127.0.0.1 that takes log events, answers as told, or holds its requests. It may go away and come back. */
class FakeCollector implements Closeable {
    final LinkedBlockingQueue<Map> events = new LinkedBlockingQueue<>()
    final LinkedBlockingQueue<Map> requests = new LinkedBlockingQueue<>()
    volatile int status = 200
    volatile CountDownLatch gate = new CountDownLatch(0)
    private final int port
    private HttpServer server

    FakeCollector() {
        start(0)
        port = server.address.port
    }

    String getUrl() { "http://127.0.0.1:$port/in" }

    void goAway() { server.stop(0) }

    void comeBack() { start(port) }

    /** From now on no request is answered until {@link #release}. */
    void hold() { gate = new CountDownLatch(1) }

    void release() { gate.countDown() }

    /** Waits for the next event whose message that is, and returns all up to it. */
    List<Map> eventsUpTo(String message) {
        def all = []
        while (!all || all.last().message != message) {
            def event = events.poll(30, TimeUnit.SECONDS)
            assert event != null: "only came: $all"
            all << event
        }
        all
    }

    Map nextRequest() {
        def request = requests.poll(30, TimeUnit.SECONDS)
        assert request != null
        request
    }

    private void start(int port) {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getByName('127.0.0.1'), port), 0)
        server.executor = Executors.newVirtualThreadPerTaskExecutor()
        server.createContext('/', this::take)
        server.start()
    }

    private void take(HttpExchange exchange) {
        exchange.withCloseable {
            def text = new String(exchange.requestBody.readAllBytes(), 'UTF-8')
            def answer = status
            requests << [method: exchange.requestMethod, path: exchange.requestURI.toString(), headers: exchange.requestHeaders, text: text]
            gate.await()
            if (answer == 200) {
                text.readLines().each { events << (new JsonSlurper().parseText(it) as Map) }
            }
            exchange.sendResponseHeaders(answer, 0) // with -1 the JDK's server loses one answer in fifty to a reset (25.0.3)
        }
    }

    @Override
    void close() {
        release()
        goAway()
    }
}
