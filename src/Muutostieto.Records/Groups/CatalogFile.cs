using System.Text.Json.Serialization;

namespace Muutostieto.Records.Groups;

/// <summary>The shape of <c>config/groups.json</c> and <c>config/building-groups.json</c>.</summary>
internal sealed record CatalogFile
{
    [JsonPropertyName("$schema")]
    public string? Schema { get; init; }

    public int Format { get; init; }

    public RecordUnit Unit { get; init; }

    public IReadOnlyList<Group> Groups { get; init; } = [];

    internal sealed record Group
    {
        public string Code { get; init; } = "";

        public string Name { get; init; } = "";

        public int Version { get; init; } = 1;

        public int Length { get; init; }

        public string Fi { get; init; } = "";

        public string En { get; init; } = "";

        public string Origin { get; init; } = "";

        public string? ValidFrom { get; init; }

        public string? ValidTo { get; init; }

        public IReadOnlyList<string> Key { get; init; } = [];

        public IReadOnlyList<string> Clarifies { get; init; } = [];

        public GroupCount? CountOf { get; init; }

        public Sensitivity Holds { get; init; }

        public bool Exclusive { get; init; }

        public bool KeepsEnded { get; init; }

        public bool OnlyEnded { get; init; }

        public bool? InTable { get; init; }

        public IReadOnlyList<Field> Fields { get; init; } = [];
    }

    internal sealed record Field
    {
        public string Name { get; init; } = "";

        public string Kind { get; init; } = "";

        public int At { get; init; }

        public int Length { get; init; }

        public IReadOnlyList<string> Codes { get; init; } = [];

        public IReadOnlyList<string> Of { get; init; } = [];

        public string? ResidenceOf { get; init; }

        public bool ResidenceShared { get; init; }
    }
}
