using System.Globalization;
using System.Text.Json;

namespace Muutostieto.Interface.Tests.Support;

/// <summary>
/// Values against the schemas of the OpenAPI document, as far as it uses them. A property that the schema does not name is a fault too: the
/// document has every property that an answer may have.
/// </summary>
/// <param name="document">The document.</param>
internal sealed class SchemaCheck(JsonElement document)
{
    private const string Prefix = "#/components/schemas/";
    private readonly JsonElement schemas = document.GetProperty("components").GetProperty("schemas");

    /// <summary>Place and fault of everything that does not fit a schema of the document.</summary>
    internal List<string> FaultsOf(JsonElement value, string schema)
    {
        var faults = new List<string>();
        Check(value, schemas.GetProperty(schema), schema, faults);
        return faults;
    }

    /// <summary>The same, with a schema that is a reference or written in its place.</summary>
    internal List<string> FaultsOf(JsonElement value, JsonElement schema)
    {
        var faults = new List<string>();
        Check(value, schema, "", faults);
        return faults;
    }

    private void Check(JsonElement value, JsonElement schema, string place, List<string> faults)
    {
        if (schema.TryGetProperty("$ref", out var reference))
        {
            Check(value, schemas.GetProperty(reference.GetString()![Prefix.Length..]), place, faults);
            return;
        }

        if (schema.TryGetProperty("oneOf", out _))
        {
            CheckOneOf(value, schema, place, faults);
            return;
        }

        var type = schema.GetProperty("type").GetString();
        if (!IsOf(value, type!))
        {
            faults.Add($"{place}: {value.ValueKind} is no {type}");
            return;
        }

        if (schema.TryGetProperty("enum", out var allowed) && allowed.EnumerateArray().All(one => one.ToString() != value.ToString()))
        {
            faults.Add($"{place}: {value} is none of {allowed}");
        }

        if (schema.TryGetProperty("format", out var format) && !IsIn(value, format.GetString()!))
        {
            faults.Add($"{place}: {value} is no {format}");
        }

        CheckItems(value, schema, place, faults);
        CheckProperties(value, schema, place, faults);
    }

    private void CheckItems(JsonElement value, JsonElement schema, string place, List<string> faults)
    {
        if (value.ValueKind != JsonValueKind.Array)
        {
            return;
        }

        if (schema.TryGetProperty("maxItems", out var most) && value.GetArrayLength() > most.GetInt32())
        {
            faults.Add($"{place}: more than {most} items");
        }

        foreach (var item in value.EnumerateArray())
        {
            Check(item, schema.GetProperty("items"), $"{place}[]", faults);
        }
    }

    private void CheckProperties(JsonElement value, JsonElement schema, string place, List<string> faults)
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            return;
        }

        if (schema.TryGetProperty("required", out var required))
        {
            faults.AddRange(
                required.EnumerateArray().Select(name => name.GetString()!).Where(name => !value.TryGetProperty(name, out _))
                    .Select(name => $"{place}: {name} is missing"));
        }

        var known = schema.GetProperty("properties");
        foreach (var property in value.EnumerateObject())
        {
            if (known.TryGetProperty(property.Name, out var each))
            {
                Check(property.Value, each, $"{place}.{property.Name}", faults);
            }
            else
            {
                faults.Add($"{place}: {property.Name} is unknown");
            }
        }
    }

    /// <summary>The one that the discriminator names.</summary>
    private void CheckOneOf(JsonElement value, JsonElement schema, string place, List<string> faults)
    {
        var by = schema.GetProperty("discriminator").GetProperty("propertyName").GetString()!;
        var name = value.TryGetProperty(by, out var named) ? named.GetString() : null;
        var one = schema.GetProperty("oneOf").EnumerateArray().Where(one => one.GetProperty("$ref").GetString() == Prefix + name).ToList();
        if (one is [var only])
        {
            Check(value, only, $"{place} {name}", faults);
        }
        else
        {
            faults.Add($"{place}: {by} {name} is unknown");
        }
    }

    private static bool IsOf(JsonElement value, string type) => type switch
    {
        "object" => value.ValueKind == JsonValueKind.Object,
        "array" => value.ValueKind == JsonValueKind.Array,
        "string" => value.ValueKind == JsonValueKind.String,
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "integer" => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _),
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "a type that the document did not have"),
    };

    private static bool IsIn(JsonElement value, string format) => format switch
    {
        "date" => DateOnly.TryParseExact(value.GetString(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
        "date-time" => DateTimeOffset.TryParse(value.GetString(), CultureInfo.InvariantCulture, out _),
        "int64" => true,
        _ => throw new ArgumentOutOfRangeException(nameof(format), format, "a format that the document did not have"),
    };
}
