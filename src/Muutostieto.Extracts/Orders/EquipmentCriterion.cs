using System.Text.Json;
using Muutostieto.Records.Model;

namespace Muutostieto.Extracts.Orders;

/// <summary><c>equipment</c>: at least one piece of some, each named as the public catalogue of building data names its group.</summary>
internal sealed class EquipmentCriterion : Criterion
{
    internal const string Key = "equipment";

    /// <summary>By name: the group that says that the building has it.</summary>
    internal static readonly IReadOnlyDictionary<string, string> GroupOf = new SortedDictionary<string, string>(StringComparer.Ordinal)
    {
        ["aurinkopaneeli"] = "957",
        ["hissi"] = "955",
        ["ilmastointi"] = "956",
        ["kaasu"] = "951",
        ["lammin_vesi"] = "954",
        ["sahko"] = "950",
        ["vesijohto"] = "953",
        ["viemari"] = "952",
    };

    private const byte Has = (byte)'1';
    private readonly string[] names;

    internal EquipmentCriterion(IReadOnlyList<string> names)
        : base(Key)
    {
        this.names = [.. names.Distinct().Order(StringComparer.Ordinal)];
        Groups = [.. this.names.Select(name => GroupOf[name])];
    }

    public override IReadOnlyList<string> Groups { get; }

    public override bool Matches(RecordView record, DateOnly day) =>
        Groups.Any(group => record.IndexOf(group) is var index and >= 0 && record.Value(index, 0) is [Has]);

    private protected override void WriteValue(Utf8JsonWriter writer)
    {
        writer.WriteStartArray();
        foreach (var name in names)
        {
            writer.WriteStringValue(name);
        }

        writer.WriteEndArray();
    }
}
