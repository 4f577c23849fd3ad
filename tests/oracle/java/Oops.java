/** Neither a package nor a suffix. */
public class Oops extends RuntimeException {
    public Oops(String message, Throwable cause) {
        super(message, cause);
    }
}
