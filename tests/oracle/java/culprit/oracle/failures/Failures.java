package culprit.oracle.failures;

import com.example.shop.OrderException;
import culprit.oracle.Dice;
import culprit.oracle.Messages;
import java.io.IOException;
import org.killbill.billing.payment.plugin.api.PaymentPluginApiException;

/** Throwables of every form, thrown and caught. */
public final class Failures {
    private final Dice dice;
    private final Messages messages;
    private final Library library;

    public Failures(Dice dice) {
        this.dice = dice;
        messages = new Messages(dice);
        library = new Library(dice);
    }

    public Throwable next() {
        return switch (dice.below(40)) {
            case 0 -> new Ring(messages).of(1 + dice.below(3));
            case 1, 2, 3 -> withSuppressed();
            case 4 -> new OrderException.Frameless(messages.ofThrowable(), null);
            case 39 -> new OrderException.Frameless(messages.ofThrowable(), library.mistake(dice));
            case 5, 6 -> new SyntheticFrames(dice).into(chain(dice.below(3)));
            case 7 -> dice.oneIn(8) ? library.endlessRecursion() : library.mistake(dice);
            case 8 -> library.inInitializer();
            case 9, 10 -> library.throughPool(chain(dice.below(4)));
            case 11, 12 -> library.throughCompletableFuture(chain(dice.below(4)));
            case 13, 14 -> library.throughReflection(chain(dice.below(4)));
            case 15 -> library.throughProxy(new IOException(messages.ofThrowable(), library.mistake(dice)));
            case 16 -> new PaymentPluginApiException("DECLINED", messages.sentence());
            case 17, 18, 19, 20 -> library.mistake(dice);
            default -> chain(dice.below(7));
        };
    }

    /** One whose head no reader takes for one but by its frames. */
    public Throwable unobtrusive() {
        return NoPackage.oops("the text of it", dice.oneIn(2) ? null : library.mistake(dice));
    }

    /** A head with {@code causes} causes, each thrown at a depth of its own. */
    Throwable chain(int causes) {
        Throwable cause = causes == 0 ? null : Thrown.by(() -> {
            throw Thrown.sneaky(deeper(dice.below(6), causes - 1));
        });
        if (cause == null && dice.oneIn(3)) return library.mistake(dice);
        return Wrappers.make(dice, messages.ofThrowable(), cause);
    }

    private Throwable deeper(int levels, int causes) {
        return levels == 0 ? chain(causes) : deeper(levels - 1, causes);
    }

    private Throwable withSuppressed() {
        return Thrown.by(() -> {
            try (AutoCloseable first = this::failToClose; AutoCloseable second = this::failToClose) {
                throw Thrown.sneaky(chain(dice.below(3)));
            }
        });
    }

    private void failToClose() throws Exception {
        if (dice.oneIn(4)) return;
        Throwable failure = dice.oneIn(3) ? withSuppressed() : chain(dice.below(3));
        throw Thrown.<Exception>sneaky(failure);
    }
}
