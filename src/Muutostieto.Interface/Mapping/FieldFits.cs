using System.Text.Json;

namespace Muutostieto.Interface.Mapping;

/// <summary>How objects and lists fit what is known of them.</summary>
internal static class FieldFits
{
    /// <summary>The worse of two.</summary>
    public static FieldFit Worse(FieldFit one, FieldFit other) => one > other ? one : other;

    /// <summary>An object of texts with known keys.</summary>
    public static FieldFit OfObject(JsonElement value, Func<string, bool> isKnown) =>
        value.ValueKind != JsonValueKind.Object ? FieldFit.Malformed
        : value.EnumerateObject().All(each => isKnown(each.Name)) ? FieldFit.Whole
        : FieldFit.More;

    /// <summary>An object of fields.</summary>
    /// <param name="value">The object.</param>
    /// <param name="fields">Its fields.</param>
    /// <param name="others">Keys besides them that are read.</param>
    public static FieldFit OfObject(JsonElement value, IReadOnlyList<FieldMapping> fields, params ReadOnlySpan<string> others)
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            return FieldFit.Malformed;
        }

        var fit = FieldFit.Whole;
        foreach (var each in value.EnumerateObject())
        {
            if (!others.Contains(each.Name))
            {
                fit = Worse(fit, fields.FirstOrDefault(field => each.NameEquals(field.Name))?.Fit(each.Value) ?? FieldFit.More);
            }
        }

        return fit;
    }

    /// <summary>A list of objects of fields.</summary>
    public static FieldFit OfList(JsonElement value, IReadOnlyList<FieldMapping> fields) =>
        value.ValueKind == JsonValueKind.Array
            ? value.EnumerateArray().Aggregate(FieldFit.Whole, (fit, item) => Worse(fit, OfObject(item, fields)))
            : FieldFit.Malformed;
}
