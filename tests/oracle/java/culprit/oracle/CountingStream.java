package culprit.oracle;

import java.io.IOException;
import java.io.OutputStream;

/** Knows how many bytes have gone through it. */
final class CountingStream extends OutputStream {
    private final OutputStream target;
    private long count;

    CountingStream(OutputStream target) {
        this.target = target;
    }

    long count() {
        return count;
    }

    @Override
    public void write(int b) throws IOException {
        target.write(b);
        ++count;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        target.write(bytes, offset, length);
        count += length;
    }

    @Override
    public void close() throws IOException {
        target.close();
    }
}
