package culprit.oracle;

/** A throwable whose {@code toString()} leaves out its class name; what a reader of the text can tell. */
public interface ToldByShape {
    Node asTold(String shown);
}
