package dev.isobar.spi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.isobar.spi.MetadataValue.Bool;
import dev.isobar.spi.MetadataValue.None;
import dev.isobar.spi.MetadataValue.Numeric;
import dev.isobar.spi.MetadataValue.Text;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What a metadata index holds of a vector: rules VEC-33, VEC-52 and VEC-56. */
class MetadataIndexTest {
    private static final ObjectNode METADATA = metadata("{'text':'a','number':1,'yes':true,'no':false,'nothing':null,"
            + "'list':['a'],'map':{'text':'b','map':{'text':'c'}}}");

    @Test
    void holdsValuesOfItsTypeOnly() {
        for (String property : new String[] {"text", "map.text", "map.map.text"}) {
            assertNull(new MetadataIndex(property, MetadataIndex.Type.NUMBER).valueIn(METADATA), property);
            assertNull(new MetadataIndex(property, MetadataIndex.Type.BOOLEAN).valueIn(METADATA), property);
        }
        assertNull(new MetadataIndex("number", MetadataIndex.Type.STRING).valueIn(METADATA));
        assertNull(new MetadataIndex("number", MetadataIndex.Type.BOOLEAN).valueIn(METADATA));
        assertNull(new MetadataIndex("yes", MetadataIndex.Type.STRING).valueIn(METADATA));
        assertNull(new MetadataIndex("yes", MetadataIndex.Type.NUMBER).valueIn(METADATA));
        for (MetadataIndex.Type type : MetadataIndex.Type.values()) {
            assertNull(new MetadataIndex("list", type).valueIn(METADATA));
            assertNull(new MetadataIndex("map", type).valueIn(METADATA));
        }
    }

    @Test
    void readsThePropertyAtItsPath() {
        assertEquals(new Text("a"), new MetadataIndex("text", MetadataIndex.Type.STRING).valueIn(METADATA));
        assertEquals(new Text("b"), new MetadataIndex("map.text", MetadataIndex.Type.STRING).valueIn(METADATA));
        assertEquals(new Text("c"), new MetadataIndex("map.map.text", MetadataIndex.Type.STRING).valueIn(METADATA));
        assertEquals(new Numeric(1), new MetadataIndex("number", MetadataIndex.Type.NUMBER).valueIn(METADATA));
        assertEquals(new Bool(true), new MetadataIndex("yes", MetadataIndex.Type.BOOLEAN).valueIn(METADATA));
        assertEquals(new Bool(false), new MetadataIndex("no", MetadataIndex.Type.BOOLEAN).valueIn(METADATA));
    }

    @Test
    void holdsNothingForAbsentPropertiesAndNull() {
        for (MetadataIndex.Type type : MetadataIndex.Type.values()) {
            assertEquals(None.NONE, new MetadataIndex("absent", type).valueIn(METADATA));
            assertEquals(None.NONE, new MetadataIndex("nothing", type).valueIn(METADATA));
            assertEquals(None.NONE, new MetadataIndex("map.absent", type).valueIn(METADATA));
            assertEquals(None.NONE, new MetadataIndex("text.more", type).valueIn(METADATA));
            assertEquals(None.NONE, new MetadataIndex("map.text.", type).valueIn(METADATA));
            assertEquals(None.NONE, new MetadataIndex("text", type).valueIn(null));
        }
    }

    @Test
    void copiesThePropertyWithTheMapsThatLeadToIt() {
        ObjectNode indexed = JsonNodeFactory.instance.objectNode();

        new MetadataIndex("map.map.text", MetadataIndex.Type.STRING).copy(METADATA, indexed);
        new MetadataIndex("number", MetadataIndex.Type.NUMBER).copy(METADATA, indexed);
        new MetadataIndex("map.text", MetadataIndex.Type.STRING).copy(METADATA, indexed);
        new MetadataIndex("map.absent", MetadataIndex.Type.STRING).copy(METADATA, indexed);
        new MetadataIndex("absent", MetadataIndex.Type.STRING).copy(METADATA, indexed);

        assertEquals(metadata("{'map':{'map':{'text':'c'},'text':'b'},'number':1}"), indexed);
    }

    private static ObjectNode metadata(String json) {
        return (ObjectNode) JsonMapper.shared().readTree(json.replace('\'', '"'));
    }
}
