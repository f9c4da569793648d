package dev.understudy.engine.architecture.canary.deserialization.model;

import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputStream;

final class SerializedModel {
    private SerializedModel() {}

    static Object read(InputStream in) throws IOException, ClassNotFoundException {
        try (ObjectInputStream objects = new ObjectInputStream(in)) {
            return objects.readObject();
        }
    }
}
