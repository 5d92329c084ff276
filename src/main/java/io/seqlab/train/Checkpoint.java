package io.seqlab.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.util.JsonUtils;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import io.seqlab.storage.AtomicFile;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.RecordComponent;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.Map;

/**
 * A checkpoint folder: {@code model.safetensors}, {@code optimizer.safetensors} and {@code
 * state.json}. Writes are atomic: a new folder is written beside the old one, flushed, and renamed,
 * so that readers find the old checkpoint or the new one.
 *
 * @param folder of the checkpoint
 */
public record Checkpoint(Path folder) {
  private static final String MODEL = "model.safetensors";
  private static final String OPTIMIZER = "optimizer.safetensors";
  private static final String STATE = "state.json";

  /** The file with the weights. */
  public Path model() {
    return current().resolve(MODEL);
  }

  /** Whether the checkpoint exists. */
  public boolean exists() {
    return Files.exists(current().resolve(STATE));
  }

  /** Replaces the old checkpoint; if writing fails, the old one is kept. */
  public void write(NDList weights, NDList optimizer, TrainingState state) throws IOException {
    Path next = sibling(".new");
    deleteFolder(next);
    try {
      AtomicFile.write(
          next.resolve(MODEL), out -> weights.encode(out, NDList.Encoding.SAFETENSORS));
      AtomicFile.write(
          next.resolve(OPTIMIZER), out -> optimizer.encode(out, NDList.Encoding.SAFETENSORS));
      AtomicFile.write(next.resolve(STATE), json(state));
    } catch (IOException e) {
      deleteFolder(next);
      throw e;
    }
    // Between the two renames the folder does not exist: readers then use ".old", see current().
    Path old = sibling(".old");
    if (Files.exists(folder)) {
      deleteFolder(old);
      Files.move(folder, old, StandardCopyOption.ATOMIC_MOVE);
    }
    Files.move(next, folder, StandardCopyOption.ATOMIC_MOVE);
    AtomicFile.flushFolder(folder.toAbsolutePath().getParent());
    deleteFolder(old);
  }

  private static String json(TrainingState state) {
    JsonObject json = JsonUtils.GSON.toJsonTree(state).getAsJsonObject();
    return JsonUtils.GSON_PRETTY.toJson(json) + "\n";
  }

  /** Reads the training state. */
  public TrainingState readState() throws IOException {
    Path file = current().resolve(STATE);
    try {
      JsonObject json = JsonUtils.GSON.fromJson(Files.readString(file), JsonObject.class);
      for (RecordComponent component : TrainingState.class.getRecordComponents()) {
        if (json == null || !json.has(component.getName())) {
          throw new JsonParseException("missing key " + component.getName());
        }
      }
      return JsonUtils.GSON.fromJson(json, TrainingState.class);
    } catch (JsonParseException e) {
      throw new CheckpointException(file, "is corrupt (" + e.getMessage() + ")", e);
    }
  }

  /** Reads weights into the arrays of a model. */
  public void readModel(NDManager manager, NDList into) throws IOException {
    read(manager, current().resolve(MODEL), into);
  }

  /** Reads optimizer state into the arrays of an optimizer. */
  public void readOptimizer(NDManager manager, NDList into) throws IOException {
    read(manager, current().resolve(OPTIMIZER), into);
  }

  private static void read(NDManager manager, Path file, NDList into) throws IOException {
    try (NDManager scratch = manager.newSubManager()) {
      Map<String, NDArray> saved = new HashMap<>();
      for (NDArray array : decode(scratch, file)) {
        saved.put(array.getName(), array);
      }
      for (NDArray array : into) {
        NDArray value = saved.remove(array.getName());
        if (value == null) {
          throw new CheckpointException(
              file, "belongs to another model: it lacks " + array.getName());
        }
        if (value.getDataType() != array.getDataType()) {
          throw new CheckpointException(
              file,
              "has %s of type %s, not %s"
                  .formatted(array.getName(), value.getDataType(), array.getDataType()));
        }
        if (!value.getShape().equals(array.getShape())) {
          throw new CheckpointException(
              file,
              "belongs to another model: %s has shape %s in the file and %s in the model"
                  .formatted(array.getName(), value.getShape(), array.getShape()));
        }
        FloatBuffer numbers = value.toByteBuffer().asFloatBuffer();
        HostArray.of(array).copyFrom(numbers);
      }
      if (!saved.isEmpty()) {
        throw new CheckpointException(
            file,
            "belongs to another model: this model has no " + saved.keySet().iterator().next());
      }
    }
  }

  private static NDList decode(NDManager manager, Path file) throws IOException {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
      in.mark(Long.BYTES);
      long header =
          ByteBuffer.wrap(in.readNBytes(Long.BYTES)).order(ByteOrder.LITTLE_ENDIAN).getLong();
      if (header < 0 || header > Files.size(file)) { // before memory is allocated for it
        throw new IOException("its header claims a length of " + header + " bytes");
      }
      in.reset();
      return NDList.decode(manager, in);
    } catch (NoSuchFileException e) {
      throw new CheckpointException(file, "is missing", e);
    } catch (BufferUnderflowException e) {
      throw new CheckpointException(file, "is truncated", e);
    } catch (IOException | RuntimeException e) {
      throw new CheckpointException(file, "is truncated or corrupt (" + e.getMessage() + ")", e);
    }
  }

  private Path current() {
    Path old = sibling(".old");
    return !Files.exists(folder) && Files.exists(old) ? old : folder;
  }

  private Path sibling(String suffix) {
    return folder.resolveSibling(folder.getFileName() + suffix);
  }

  private static void deleteFolder(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    for (String name : new String[] {STATE, OPTIMIZER, MODEL}) {
      Files.deleteIfExists(folder.resolve("." + name + ".tmp"));
      Files.deleteIfExists(folder.resolve(name));
    }
    Files.delete(folder);
  }
}
