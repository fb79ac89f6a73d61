using System.Text;

namespace Muutostieto.Records.Groups;

/// <summary>The layout of one group (tietoryhmä) in one version: what every reader, writer, schema and guide is made from.</summary>
public sealed class GroupSpec
{
    private readonly Dictionary<string, FieldSpec> byName;
    private readonly FieldSpec[] fields;

    internal GroupSpec(string code, string name, int version, IReadOnlyList<FieldSpec> fields)
    {
        Code = code;
        Name = name;
        Version = version;
        CodeUtf8 = Encoding.ASCII.GetBytes(code);
        Number = NumberOf(code);
        Fields = this.fields = [.. fields.Select((field, index) => field.Placed(index))];
        byName = Fields.ToDictionary(field => field.Name);
        Residences = [.. Fields.Where(field => field.ResidenceOf is not null)];
    }

    /// <summary>
    /// A group whose code or length no layout knows: its one field holds everything between the bars, so that nothing is lost on the way
    /// through.
    /// </summary>
    public static GroupSpec Raw { get; } =
        new(
            "???",
            "raaka",
            0,
            [
                new FieldSpec
                {
                    Name = "raaka",
                    Kind = FieldKind.Text,
                    At = 1,
                    Length = 0,
                },
            ])
        {
            Length = 0,
            NameFi = "Tuntematon ryhmä",
            NameEn = "Unknown group",
        };

    /// <summary>Three digits; 9xx are ours, not DVV's.</summary>
    public string Code { get; }

    /// <summary>Name in file and column names: lower-case ASCII.</summary>
    public string Name { get; }

    /// <summary>1 for the oldest layout of the code; a group's newest version is the one that is written.</summary>
    public int Version { get; }

    /// <summary>Width in bytes with code and change attribute.</summary>
    public required int Length { get; init; }

    public required string NameFi { get; init; }

    public required string NameEn { get; init; }

    public IReadOnlyList<FieldSpec> Fields { get; }

    /// <summary>The fields that reveal where another person lives (<see cref="FieldSpec.ResidenceOf"/>).</summary>
    public IReadOnlyList<FieldSpec> Residences { get; private set; }

    /// <summary>
    /// Whether a non-disclosure order covers the group whatever the recipient's right: addresses, buildings, dwellings and contact data.
    /// </summary>
    public bool IsCovered => Holds is Sensitivity.Address or Sensitivity.Contact;

    /// <summary>Names of the fields that distinguish two instances in one person; empty when a person has one at most.</summary>
    public IReadOnlyList<string> Key { get; init; } = [];

    /// <summary>Codes of the groups that this one clarifies: it directly follows such a group and never occurs without it.</summary>
    public IReadOnlyList<string> Clarifies { get; init; } = [];

    /// <summary>A field of this group that counts the groups of another code after it, or null.</summary>
    public GroupCount? CountOf { get; init; }

    public Sensitivity Holds { get; init; }

    /// <summary>Whether one instance at most is in force at a time, so that a change that matches none by key means the only one.</summary>
    public bool IsExclusive { get; init; }

    /// <summary>Whether an instance with an end date stays in the person's state, as a former name does.</summary>
    public bool KeepsEnded { get; init; }

    /// <summary>
    /// Whether every instance has ended, as a former municipality has: one that is given without an end date is in force again and leaves.
    /// </summary>
    public bool IsOnlyEnded { get; init; }

    /// <summary>Whether the group has columns in the table of persons.</summary>
    public bool InTable { get; init; }

    /// <summary>Whether a person has the group once at most, so that its fields can be columns of a table of persons.</summary>
    public bool IsOnce => InTable && Key.Count == 0;

    /// <summary>Whether the layout is ours (9xx) and not reconstructed from the old file service.</summary>
    public bool IsOwn { get; init; }

    /// <summary>Whether it is put together when data are delivered: no register has it, and no file may bring it.</summary>
    public bool IsComputed { get; init; }

    /// <summary>Whether this is the version that is written today.</summary>
    public bool IsNewest { get; internal set; } = true;

    /// <summary>The place of the layout in its catalog, from 0; -1 for <see cref="Raw"/>.</summary>
    public int Index { get; internal set; } = -1;

    /// <summary>What the records with the group are about.</summary>
    public RecordUnit Unit { get; internal set; }

    public bool IsRaw => ReferenceEquals(this, Raw);

    /// <summary>The field of that name, or null.</summary>
    public FieldSpec? Field(string name)
    {
        // Asked for each value of each record, nearly always with a name that is a constant, or interned as the layout's are.
        foreach (var field in fields)
        {
            if (ReferenceEquals(field.Name, name))
            {
                return field;
            }
        }

        return byName.GetValueOrDefault(name);
    }

    /// <summary>Whether it is a layout of the same group.</summary>
    public bool IsOfTheSameGroup(GroupSpec other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return Number == other.Number;
    }

    internal byte[] CodeUtf8 { get; }

    /// <summary>The code as a number, by which codes are compared.</summary>
    internal int Number { get; }

    /// <summary>A number for three characters, another for each; -1 for more or fewer.</summary>
    internal static int NumberOf(string code) =>
        code is [< '\x80' and var first, < '\x80' and var second, < '\x80' and var third] ? (first << 14) | (second << 7) | third : -1;

    /// <summary>Copies which of the fields reveal another person's residence.</summary>
    internal void TakeResidences(GroupSpec other) =>
        Residences = [
            .. Fields
                .Select(field =>
                    other.Field(field.Name) is { ResidenceOf: { } of } marked && byName.ContainsKey(of)
                        ? field with
                        {
                            ResidenceOf = of,
                            ResidenceShared = marked.ResidenceShared,
                        }
                        : field)
                .Where(field => field.ResidenceOf is not null),
        ];

    /// <summary>
    /// Whether the other one reads and writes the same and treats the same as sensitive: everything but the names for people and the lists
    /// of codes.
    /// </summary>
    public bool HasTheLayoutOf(GroupSpec other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return Layout() == other.Layout();
    }

    private string Layout()
    {
        var fields = Fields.Select(field => $"{field.Name} {field.Kind} {field.At} {field.Length} {string.Join('+', field.FlagOf)}");
        return $"{Code} {Name} {Version} {Length} {CountOf} {Holds} {IsExclusive} {KeepsEnded} {IsOnlyEnded} {InTable} "
            + $"{string.Join('+', Key)} {string.Join('+', Clarifies)}: {string.Join(", ", fields)}";
    }

    public override string ToString() => IsNewest ? Code : $"{Code} v{Version}";
}
