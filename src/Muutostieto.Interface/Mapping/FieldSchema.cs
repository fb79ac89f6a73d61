using System.Text.Json.Nodes;

namespace Muutostieto.Interface.Mapping;

/// <summary>JSON schemas of what fields are: a new object each time, as a node belongs to one document.</summary>
internal static class FieldSchema
{
    internal const string Date = "Paivamaara";
    internal const string Bilingual = "Kaksikielinen";

    internal static JsonObject Text() => new() { ["type"] = "string" };

    internal static JsonObject Number() => new() { ["type"] = "integer", ["format"] = "int64" };

    internal static JsonObject Boolean() => new() { ["type"] = "boolean" };

    internal static JsonObject OneOf(IEnumerable<string> values) => new()
    {
        ["type"] = "string",
        ["enum"] = new JsonArray([.. values.Distinct().Order(StringComparer.Ordinal).Select(value => JsonValue.Create(value))]),
    };

    internal static JsonObject List(JsonObject of) => new() { ["type"] = "array", ["items"] = of };

    internal static JsonObject Ref(string name) => new() { ["$ref"] = $"#/components/schemas/{name}" };

    internal static JsonObject Object(IEnumerable<FieldMapping> fields) => Object(fields.Select(field => (field.Name, field.Schema)));

    internal static JsonObject Object(IEnumerable<(string Name, JsonObject Schema)> properties, params string[] required)
    {
        var all = new JsonObject();
        foreach (var (name, schema) in properties)
        {
            all[name] = schema;
        }

        var made = new JsonObject { ["type"] = "object", ["properties"] = all };
        if (required.Length > 0)
        {
            made["required"] = new JsonArray([.. required.Select(name => JsonValue.Create(name))]);
        }

        return made;
    }
}
