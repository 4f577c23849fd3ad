package culprit.oracle.tomcat;

import jakarta.servlet.http.HttpServlet;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.apache.catalina.Context;
import org.apache.catalina.Lifecycle;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.connector.CoyoteAdapter;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.startup.Tomcat;
import org.apache.coyote.OutputBuffer;
import org.apache.coyote.Request;
import org.apache.coyote.Response;

/** An embedded Tomcat with one servlet, to which requests come without a socket. */
final class Requests implements AutoCloseable {
    private final Tomcat tomcat = new Tomcat();
    private final CoyoteAdapter adapter;

    Requests(Path directory, HttpServlet servlet) {
        tomcat.setBaseDir(directory.toString());
        Context context = withoutAnnotations(directory);
        Tomcat.addServlet(context, "shop", servlet);
        context.addServletMappingDecoded("/*", "shop");
        try {
            tomcat.start();
        } catch (LifecycleException e) {
            throw new IllegalStateException(e);
        }
        Connector connector = new Connector();
        connector.setService(tomcat.getService());
        adapter = new CoyoteAdapter(connector);
    }

    /** What Tomcat.addContext would add reads annotations, whose classes are in a library of their own. */
    private Context withoutAnnotations(Path directory) {
        Context context = new StandardContext();
        context.setName("");
        context.setPath("");
        context.setDocBase(directory.toString());
        context.addLifecycleListener(event -> {
            if (event.getType().equals(Lifecycle.CONFIGURE_START_EVENT)) context.setConfigured(true);
        });
        tomcat.getHost().addChild(context);
        return context;
    }

    /** Answers when the servlet has. */
    void get(String path) {
        Request request = new Request();
        Response response = new Response();
        request.setResponse(response);
        response.setOutputBuffer(new Discard());
        request.setMethod("GET");
        request.scheme().setString("http");
        request.protocol().setString("HTTP/1.1");
        request.serverName().setString("localhost");
        byte[] uri = path.getBytes(StandardCharsets.US_ASCII);
        request.requestURI().setBytes(uri, 0, uri.length);
        try {
            adapter.service(request, response);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        try {
            tomcat.stop();
            tomcat.destroy();
        } catch (LifecycleException e) {
            throw new IllegalStateException(e);
        }
    }

    private static final class Discard implements OutputBuffer {
        private long written;

        @Override
        public int doWrite(ByteBuffer chunk) {
            int size = chunk.remaining();
            chunk.position(chunk.limit());
            written += size;
            return size;
        }

        @Override
        public long getBytesWritten() {
            return written;
        }
    }
}
