package dev.isobar.selftest.structure;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathExpressionException;
import javax.xml.xpath.XPathFactory;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** One pom.xml of the project. */
record Pom(Document document) {
    static Pom of(String folder) {
        Path file = Project.ROOT.resolve(folder).resolve("pom.xml");
        try {
            return new Pom(
                    DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file.toFile()));
        } catch (IOException | SAXException | ParserConfigurationException unreadable) {
            throw new IllegalStateException(file.toString(), unreadable);
        }
    }

    List<String> modules() {
        return texts("/project/modules/module");
    }

    String artifact() {
        return texts("/project/artifactId").get(0);
    }

    String description() {
        return String.join("", texts("/project/description"));
    }

    boolean isPublished() {
        return !texts("/project/properties/maven.deploy.skip").contains("true");
    }

    boolean isJar() {
        return texts("/project/packaging").isEmpty();
    }

    /** Lists the own artifacts that this pom gives versions to. */
    List<String> managed() {
        return texts("/project/dependencyManagement/dependencies/dependency[groupId='dev.isobar']/artifactId");
    }

    List<String> unpinnedPlugins() {
        return texts("/project/build/pluginManagement/plugins/plugin[not(version)]/artifactId");
    }

    List<String> versionsOfDependencies() {
        return texts("/project/dependencies/dependency/version");
    }

    private List<String> texts(String path) {
        try {
            NodeList nodes =
                    (NodeList) XPathFactory.newInstance().newXPath().evaluate(path, document, XPathConstants.NODESET);
            return IntStream.range(0, nodes.getLength())
                    .mapToObj(i -> nodes.item(i).getTextContent().strip())
                    .toList();
        } catch (XPathExpressionException wrong) {
            throw new IllegalArgumentException(path, wrong);
        }
    }
}
