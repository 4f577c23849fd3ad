package culprit.oracle.failures;

import com.example.shop.OrderException;
import com.example.shop.Refusal;
import com.example.shop.Überlauf;
import culprit.oracle.Dice;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.function.BiFunction;
import org.killbill.billing.payment.api.PaymentApiException;

/** Constructors of exceptions that take a message and a cause. */
final class Wrappers {
    static final List<BiFunction<String, Throwable, Throwable>> ALL = List.of(
        RuntimeException::new, IllegalStateException::new, IOException::new,
        ExecutionException::new, Error::new, OrderException::new, OrderException.Inner::new,
        Refusal::new, Überlauf::new, Überlauf.例外$内部::new, NoPackage::exception,
        (message, cause) -> new PaymentApiException(cause, 7199, message),
        (message, cause) -> new RuntimeException(message, cause) {},
        (message, cause) -> cause == null ? new RuntimeException(message) : new RuntimeException(cause));

    private Wrappers() {}

    static Throwable make(Dice dice, String message, Throwable cause) {
        return dice.pick(ALL).apply(message, cause);
    }
}
