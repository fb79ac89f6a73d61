using System.Text.Json.Serialization;

namespace Muutostieto.Interface.Mapping;

/// <summary>The shape of <c>config/tietoryhmat.json</c>; what its keys mean is said in that file.</summary>
internal sealed record InterfaceCatalogFile
{
    [JsonPropertyName("$schema")]
    public string? Schema { get; init; }

    public int Format { get; init; }

    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> Enumerations { get; init; } =
        new Dictionary<string, IReadOnlyDictionary<string, string>>();

    public PersonStub Person { get; init; } = new();

    public IReadOnlyList<Group> Tietoryhmat { get; init; } = [];

    public IReadOnlyList<Unserved> NotServed { get; init; } = [];

    public IReadOnlyList<Absent> NotInRegister { get; init; } = [];

    internal sealed record PersonStub
    {
        public string Code { get; init; } = "";

        public string Without { get; init; } = "";

        public IReadOnlyList<Field> Fields { get; init; } = [];
    }

    internal sealed record Group
    {
        public string Name { get; init; } = "";

        [JsonPropertyName("group")]
        public string Code { get; init; } = "";

        public IReadOnlyDictionary<string, IReadOnlyList<string>> When { get; init; } = new Dictionary<string, IReadOnlyList<string>>();

        public IReadOnlyDictionary<string, IReadOnlyList<string>> Unless { get; init; } = new Dictionary<string, IReadOnlyList<string>>();

        public string? AddedAs { get; init; }

        public string? Repeats { get; init; }

        public string Place { get; init; } = "unit";

        public string? In { get; init; }

        public string? DeletedAs { get; init; }

        public IReadOnlyList<string> Mask { get; init; } = [];

        public Collection? Collects { get; init; }

        public IReadOnlyList<Field> Fields { get; init; } = [];
    }

    internal sealed record Collection
    {
        public string All { get; init; } = "";

        public IReadOnlyList<ChangedList> Changed { get; init; } = [];
    }

    internal sealed record ChangedList(string Name, string Attribute);

    internal sealed record Unserved(string Group, string Why, string? WhyFi = null);

    internal sealed record Absent(IReadOnlyList<string> Names, string Why, string? WhyFi = null);

    internal sealed record Field
    {
        public string Name { get; init; } = "";

        public string Shape { get; init; } = "";

        public string? From { get; init; }

        public string? Beside { get; init; }

        public string? Fi { get; init; }

        public string? Sv { get; init; }

        public string? Enumeration { get; init; }

        public string? Of { get; init; }

        public string? Known { get; init; }

        public string? Open { get; init; }

        public string? In { get; init; }

        public bool Required { get; init; }

        public bool Derived { get; init; }

        public IReadOnlyList<string> Attributes { get; init; } = [];

        public IReadOnlyList<string> Parts { get; init; } = [];

        public IReadOnlyList<Field> Fields { get; init; } = [];
    }
}
