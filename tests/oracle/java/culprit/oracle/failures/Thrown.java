package culprit.oracle.failures;

import java.util.concurrent.Callable;

/** Runs what fails, and hands over what it threw. */
final class Thrown {
    private Thrown() {}

    static Throwable by(Callable<?> code) {
        try {
            code.call();
        } catch (Throwable thrown) {
            return thrown;
        }
        throw new AssertionError("nothing was thrown by " + code);
    }

    @SuppressWarnings("unchecked")
    static <T extends Throwable> RuntimeException sneaky(Throwable thrown) throws T {
        throw (T) thrown;
    }
}
