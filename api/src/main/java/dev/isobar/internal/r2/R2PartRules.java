package dev.isobar.internal.r2;

import dev.isobar.r2.R2UploadedPart;
import dev.isobar.spi.R2Assembly;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Which parts make an object: the order of checks of R2-MPU-05. */
final class R2PartRules implements R2Assembly {
    private static final String OPERATION = "completeMultipartUpload";

    private final R2Checks checks;
    private final R2Sizes sizes;
    private final List<R2UploadedPart> listed;

    R2PartRules(R2Checks checks, R2Sizes sizes, List<R2UploadedPart> listed) {
        this.checks = checks;
        this.sizes = sizes;
        this.listed = List.copyOf(listed);
        this.listed.forEach(part -> checks.checkPartNumber(OPERATION, part.partNumber()));
    }

    @Override
    public List<Wanted> wanted() {
        TreeMap<Integer, Wanted> wanted = new TreeMap<>();
        for (R2UploadedPart part : listed) {
            if (wanted.put(part.partNumber(), new Wanted(part.partNumber(), part.etag())) != null) {
                throw checks.refused(OPERATION, R2Code.INVALID_PART);
            }
        }
        return List.copyOf(wanted.values());
    }

    @Override
    public List<Part> choose(Collection<Part> uploaded) {
        List<Wanted> wanted = wanted();
        Map<Integer, Part> known = new HashMap<>();
        uploaded.forEach(part -> known.put(part.partNumber(), part));
        Map<Integer, Part> chosen = new TreeMap<>();
        for (Wanted part : wanted) {
            Part found = known.get(part.partNumber());
            if (found == null || !found.etag().equals(part.etag())) {
                throw checks.refused(OPERATION, R2Code.INVALID_PART);
            }
            chosen.put(part.partNumber(), found);
        }
        checkSmallest(chosen);
        List<Part> parts = List.copyOf(chosen.values());
        checkSizes(parts);
        return parts;
    }

    /** The runtime looks for small parts in the order of the caller's list, and only then sorts it (R2-MPU-06). */
    private void checkSmallest(Map<Integer, Part> chosen) {
        for (R2UploadedPart part : listed.subList(0, Math.max(0, listed.size() - 1))) {
            Part found = chosen.get(part.partNumber());
            if (found != null && found.size() < sizes.smallestPart()) {
                throw checks.refused(OPERATION, R2Code.ENTITY_TOO_SMALL);
            }
        }
    }

    private void checkSizes(List<Part> chosen) {
        long total = 0;
        for (int i = 0; i < chosen.size(); i++) {
            Part part = chosen.get(i);
            total += part.size();
            boolean last = i == chosen.size() - 1;
            long first = chosen.get(0).size();
            boolean fits = last ? part.size() <= first : part.size() == first && first >= sizes.smallestPart();
            if (!fits) {
                throw checks.refused(OPERATION, R2Code.UNEQUAL_PARTS);
            }
        }
        if (total > sizes.object()) {
            throw checks.refused(OPERATION, R2Code.ENTITY_TOO_LARGE);
        }
    }
}
