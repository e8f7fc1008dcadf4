package dev.isobar.spi;

import dev.isobar.error.Service;
import java.util.Map;

/**
 * One call of a driver, as interceptors see it. Names are stable: dashboards and alerts may depend on them.
 *
 * <ul>
 *   <li>D1: {@code first}, {@code run}, {@code all}, {@code raw}, {@code stream} (until its first row can be read), {@code
 *       batch}, {@code exec}, {@code transaction} (with everything that its block does). Idempotent are those that run
 *       one {@code SELECT}.
 *   <li>R2: {@code head}, {@code get} (until its first byte can be read), {@code put}, {@code delete}, {@code list}, {@code
 *       createMultipartUpload}, {@code uploadPart}, {@code completeMultipartUpload}, {@code abortMultipartUpload}, {@code
 *       listMultipartUploads}, {@code listParts}, {@code presign}. Idempotent are all but {@code createMultipartUpload},
 *       {@code completeMultipartUpload}, a {@code put} with a condition, and a {@code put} or {@code uploadPart} of a
 *       stream. {@code put} and {@code uploadPart} have the attribute {@code bytes}, {@code delete} has {@code keys},
 *       {@code completeMultipartUpload} has {@code parts}.
 *   <li>Queues: {@code send} and {@code sendBatch} (idempotent with {@link Capability#QUEUE_IDEMPOTENT_SEND}), {@code
 *       take} (not idempotent) and {@code settle} of consumers, {@code pull} (not idempotent) and {@code ack} of pullers,
 *       {@code metrics}, {@code pause}, {@code resume}, {@code purge}, {@code peek}. Waiting for messages is not an
 *       operation.
 *   <li>AI: {@code run} (not idempotent), {@code models}, {@code toMarkdown}. Reading an answer is not an operation.
 *   <li>Vectorize: {@code describe}, {@code query}, {@code queryById}, {@code insert}, {@code upsert},
 *       {@code getByIds}, {@code getAllByIds}, {@code deleteByIds}, {@code deleteAllByIds}, {@code awaitMutation},
 *       {@code listVectors}, {@code createMetadataIndex}, {@code deleteMetadataIndex}, {@code metadataIndexes}. All are
 *       idempotent; the first call that needs the dimensions of an index is preceded by {@code describe}.
 *   <li>KV: {@code get}, {@code getWithMetadata}, {@code list}, {@code put}, {@code delete}, {@code deleteBulk}. All of
 *       them are idempotent. {@code put} has the attribute {@code bytes}, the length of the value; {@code deleteBulk}
 *       and the reads of several keys have {@code keys}, the number of distinct keys.
 * </ul>
 *
 * @param service the service
 * @param binding the name under which the application knows the binding
 * @param name the method's name as Cloudflare spells it, such as {@code getWithMetadata}
 * @param idempotent whether the call may be repeated without a further effect
 * @param attributes sizes and counts that help to read a trace, such as {@code bytes}; never a value or a secret
 * @since 0.1.0
 */
public record Operation(
        Service service, String binding, String name, boolean idempotent, Map<String, Object> attributes) {
    /** Copies the attributes. */
    public Operation {
        attributes = Map.copyOf(attributes);
    }
}
