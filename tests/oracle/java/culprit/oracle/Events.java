package culprit.oracle;

import culprit.oracle.failures.Failures;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The day of a program: one event after the other, each with all that its logger gets to know. */
public final class Events {
    private static final List<String> LOGGERS = List.of(
        "org.killbill.billing.payment.core.PaymentProcessor",
        "org.killbill.billing.payment.core.sm.OperationCallbackBase",
        "org.killbill.billing.server.log.obfuscators.ObfuscatorConverterWithAnExtraordinarilyLongName",
        "org.killbill.queue.DefaultQueueLifecycle", "com.example.shop.Order$Inner", "com.example.größe.Prüfer",
        "GlobalLockerBase", "o");

    private static final List<String> THREADS = List.of(
        "main", "http-nio-8080-exec-47", "qtp1169015699-35", "bus_events-lifecycle-dispatcher-th-1",
        "pool 3 [with brackets]", "pool 4 [with] brackets", "Поток-7", "Thread-16", "x");

    private final Dice dice;
    private final Set<Trait> traits;
    private final Messages messages;
    private final Failures failures;
    private Instant time;
    private Event previous;

    public Events(Dice dice, Set<Trait> traits) {
        this.dice = dice;
        this.traits = traits;
        messages = new Messages(dice);
        failures = new Failures(dice);
        // In January or June no zone changes its clocks.
        time = Instant.parse(dice.pick("2021-01-12T10:18:46.867Z", "2026-06-23T21:59:59.999Z"))
            .plusMillis(dice.below(40_000_000));
    }

    public Event next() {
        advance();
        if (previous != null && previous.thrown() != null && dice.oneIn(12)) return previous = sameFailureAgain();
        boolean throwing = dice.below(100) < 45;
        Event event = new Event(time, level(throwing), dice.pick(LOGGERS), dice.pick(THREADS), context(),
                                messages.ofRecord(), null);
        if (throwing) event = failing(event);
        return previous = event;
    }

    /** A throwable that is known for one wherever it is printed: its head is a class, and frames follow. */
    public Throwable recognisable() {
        Throwable thrown = failures.next();
        while (thrown.getStackTrace().length == 0) thrown = failures.next();
        return thrown;
    }

    /** A record that holds nothing remarkable. */
    public Event plain() {
        return new Event(time, Severity.ERROR, dice.pick(LOGGERS), dice.pick(THREADS), context(),
                         messages.sentence(), null);
    }

    /** Whether a case that the trait allows comes next. */
    public boolean now(Trait trait, int chances) {
        return traits.contains(trait) && dice.oneIn(chances);
    }

    private Event failing(Event event) {
        if (traits.contains(Trait.ONE_LINE_HEADS)) return event.with(messages.sentence(), oneLineHead());
        if (dice.oneIn(40)) return event.with("request failed", failures.unobtrusive());
        Throwable thrown = failures.next();
        while (traits.contains(Trait.SUPPRESSED_ALONE) && suppressesCauses(thrown)) thrown = failures.next();
        return event.with(event.message(), thrown);
    }

    private static boolean suppressesCauses(Throwable thrown) {
        Set<Throwable> chain = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Throwable link = thrown; link != null && chain.add(link); link = link.getCause()) {
            for (Throwable suppressed : link.getSuppressed()) {
                if (suppressed.getCause() != null || suppressed.getSuppressed().length != 0) return true;
            }
        }
        return false;
    }

    private Throwable oneLineHead() {
        for (;;) {
            Throwable thrown = failures.next();
            if (!thrown.toString().contains("\n") && thrown.getStackTrace().length > 0) return thrown;
        }
    }

    private Event sameFailureAgain() {
        Throwable again = dice.oneIn(2) ? previous.thrown() : new RuntimeException(previous.thrown());
        if (traits.contains(Trait.ONE_LINE_HEADS)) again = previous.thrown();
        return new Event(time, Severity.ERROR, dice.pick(LOGGERS), previous.thread(), previous.context(),
                         "request failed", again);
    }

    private void advance() {
        boolean pause = dice.oneIn(100);
        time = time.plus(pause ? Duration.ofMinutes(dice.below(300)) : Duration.ofMillis(dice.below(5000)));
    }

    private Severity level(boolean throwing) {
        if (throwing) return dice.pick(Severity.values());
        return dice.oneIn(4) ? Severity.ERROR : dice.pick(Severity.values());
    }

    private Map<String, String> context() {
        Map<String, String> context = new LinkedHashMap<>();
        if (dice.oneIn(3)) context.put("req.xForwardedFor", dice.pick("10.1.2.3", "10.1.2.3, 192.168.0.9"));
        if (dice.oneIn(2)) context.put("req.requestId", dice.hex(8) + "-" + dice.hex(12));
        if (!dice.oneIn(4)) context.put("kb.userToken", dice.hex(8));
        if (!dice.oneIn(3)) context.put("kb.accountRecordId", String.valueOf(dice.below(20_000)));
        if (!dice.oneIn(4)) context.put("kb.tenantRecordId", String.valueOf(1 + dice.below(3)));
        return context;
    }
}
