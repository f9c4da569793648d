package dev.understudy.engine.model;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Map;

/** Trees in ONNX Runtime, on one thread; thresholds and sums are {@code float} there. */
final class OnnxPeer implements AutoCloseable {
    private final OrtSession session;
    private final OnnxTensor events;

    OnnxPeer(FlatTrees trees, int levels, double[] rows) {
        OnnxTrees onnx = new OnnxTrees(trees, levels);
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            session = environment.createSession(onnx.model(), options);
            float[] input = onnx.input(rows);
            FloatBuffer direct = ByteBuffer.allocateDirect(input.length * Float.BYTES)
                    .order(ByteOrder.nativeOrder())
                    .asFloatBuffer();
            direct.put(input).rewind();
            events = OnnxTensor.createTensor(
                    environment, direct, new long[] {rows.length / trees.width(), onnx.columns()});
        } catch (OrtException e) {
            throw new IllegalStateException(e);
        }
    }

    void score(double[] scores) {
        try (OrtSession.Result result = session.run(Map.of("x", events))) {
            FloatBuffer sums = ((OnnxTensor) result.get(0)).getFloatBuffer();
            for (int event = 0; event < scores.length; event++) {
                scores[event] = sums.get(event);
            }
        } catch (OrtException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        try {
            events.close();
            session.close();
        } catch (OrtException e) {
            throw new IllegalStateException(e);
        }
    }
}
