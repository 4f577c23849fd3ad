/** An exception class without a package. */
public class NoPackageException extends RuntimeException {
    public NoPackageException(String message, Throwable cause) {
        super(message, cause);
    }
}
