using System.Text.Json;
using Muutostieto.Interface.Mapping;
using Muutostieto.Records.Model;

namespace Muutostieto.Interface.Json;

/// <summary>
/// What an element says of a non-disclosure order as a whole. Where it says at once that one ends and that one is in force, or only that
/// something of it was wrong, nothing ends.
/// </summary>
internal static class OrderWords
{
    private const string InForceNow = "voimassaolevatTiedot";
    private const string Word = "muutosattribuutti";

    /// <summary>The attribute by which a group of an order is entered.</summary>
    /// <param name="group">The group.</param>
    /// <param name="groups">All groups of its element.</param>
    /// <param name="flag">The field that says whether it is in force.</param>
    /// <param name="attribute">What its word and its flag say.</param>
    public static byte AttributeOf(JsonElement group, JsonElement groups, InForceField flag, byte attribute)
    {
        if (attribute is not (ChangeAttribute.Deleted or ChangeAttribute.ToBeCorrected))
        {
            return attribute;
        }

        var own = groups.EnumerateArray().Where(other => IsSameName(group, other)).ToList();
        var isCorrected = attribute != ChangeAttribute.ToBeCorrected || own.Any(other => IsWord(other, ChangeWords.Corrected));
        var isInForce = IsInForceBeside(group, flag)
            || own.Any(other =>
                IsSo(other, flag) && !IsWord(other, ChangeWords.ToBeCorrected) && !IsWord(other, ChangeWords.Deleted));
        return isCorrected && (attribute == ChangeAttribute.ToBeCorrected || !isInForce) ? attribute : ChangeAttribute.Supplementary;
    }

    private static bool IsInForceBeside(JsonElement group, InForceField flag) =>
        group.TryGetProperty(InForceNow, out var now)
        && (now.ValueKind == JsonValueKind.Array ? now.EnumerateArray().Any(each => IsSo(each, flag)) : IsSo(now, flag));

    private static bool IsSameName(JsonElement group, JsonElement other) =>
        other.ValueKind == JsonValueKind.Object
        && other.TryGetProperty("tietoryhma", out var name)
        && name.ValueKind == JsonValueKind.String
        && name.ValueEquals(group.GetProperty("tietoryhma").GetString());

    private static bool IsWord(JsonElement group, string word) =>
        group.TryGetProperty(Word, out var value) && value.ValueKind == JsonValueKind.String && value.ValueEquals(word);

    private static bool IsSo(JsonElement group, InForceField flag) =>
        group.ValueKind == JsonValueKind.Object
        && group.TryGetProperty(flag.Name, out var value)
        && value.ValueKind == JsonValueKind.True;
}
