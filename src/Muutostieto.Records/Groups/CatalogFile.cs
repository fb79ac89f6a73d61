using System.Text.Json.Serialization;

namespace Muutostieto.Records.Groups;

/// <summary>The shape of <c>config/groups.json</c> and <c>config/building-groups.json</c>.</summary>
internal sealed record CatalogFile
{
    [JsonPropertyName("$schema")]
    public string? Schema { get; set; }

    public int Format { get; set; }

    public RecordUnit Unit { get; set; }

    public IReadOnlyList<Group> Groups { get; set; } = [];

    internal sealed record Group
    {
        public string Code { get; set; } = "";

        public string Name { get; set; } = "";

        public int Version { get; set; } = 1;

        public int Length { get; set; }

        public string Fi { get; set; } = "";

        public string En { get; set; } = "";

        public string Origin { get; set; } = "";

        public string? ValidFrom { get; set; }

        public string? ValidTo { get; set; }

        public IReadOnlyList<string> Key { get; set; } = [];

        public IReadOnlyList<string> Clarifies { get; set; } = [];

        public GroupCount? CountOf { get; set; }

        public Sensitivity Holds { get; set; }

        public bool Exclusive { get; set; }

        public bool KeepsEnded { get; set; }

        public bool OnlyEnded { get; set; }

        public bool? InTable { get; set; }

        public IReadOnlyList<Field> Fields { get; set; } = [];
    }

    internal sealed record Field
    {
        public string Name { get; set; } = "";

        public string Kind { get; set; } = "";

        public int At { get; set; }

        public int Length { get; set; }

        public IReadOnlyList<string> Codes { get; set; } = [];

        public IReadOnlyList<string> Of { get; set; } = [];

        public string? ResidenceOf { get; set; }

        public bool ResidenceShared { get; set; }
    }
}
