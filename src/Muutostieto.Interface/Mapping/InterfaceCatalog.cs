using Muutostieto.Records.Groups;

namespace Muutostieto.Interface.Mapping;

/// <summary>
/// Every tietoryhmä that the interface serves, as <c>config/tietoryhmat.json</c> gives them. Immutable; made by
/// <see cref="InterfaceCatalogReader"/>.
/// </summary>
public sealed class InterfaceCatalog
{
    private readonly IReadOnlyList<GroupMapping>[] byLayout;
    private readonly int[] codeOf;
    private readonly ILookup<string, GroupMapping> byName;
    private readonly Dictionary<GroupMapping, IReadOnlyList<GroupMapping>> repetitions;

    internal InterfaceCatalog(
        GroupCatalog layouts,
        PersonStub person,
        IReadOnlyList<GroupMapping> groups,
        IReadOnlyDictionary<GroupMapping, IReadOnlyList<GroupMapping>> repetitions,
        IReadOnlyDictionary<string, Reason> notServed,
        IReadOnlyDictionary<string, Reason> notInRegister)
    {
        (Layouts, Person, Groups, NotServed, NotInRegister) = (layouts, person, groups, notServed, notInRegister);
        this.repetitions = new(repetitions);
        byLayout = [
            .. layouts.Groups.Select(spec =>
                (IReadOnlyList<GroupMapping>)[.. groups.Where(group => !group.IsRepetition && group.Spec.Code == spec.Code)]),
        ];

        var codes = layouts.Groups.Select(spec => spec.Code).Distinct().ToList();
        codeOf = [.. layouts.Groups.Select(spec => codes.IndexOf(spec.Code))];
        CodeCount = codes.Count;

        // What has a condition is tried first: the one without takes the rest.
        byName = groups.Where(group => !group.IsRepetition).OrderByDescending(group => group.When.Count).ToLookup(group => group.Name);
        Names = [.. groups.Select(group => group.Name).Distinct()];
    }

    /// <summary>The layouts of the groups.</summary>
    public GroupCatalog Layouts { get; }

    /// <summary>How another person is written.</summary>
    internal PersonStub Person { get; }

    /// <summary>In the order of the base data.</summary>
    internal IReadOnlyList<GroupMapping> Groups { get; }

    /// <summary>The names of all tietoryhmät that are served, each once.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>Groups of ours that are not served, and why.</summary>
    internal IReadOnlyDictionary<string, Reason> NotServed { get; }

    /// <summary>Names of tietoryhmät that the register has nothing for, and why.</summary>
    internal IReadOnlyDictionary<string, Reason> NotInRegister { get; }

    /// <summary>How many codes of groups the layouts have.</summary>
    internal int CodeCount { get; }

    /// <summary>The place of the layout's code among all codes, the same for all its versions; -1 for a raw group.</summary>
    internal int CodeOf(GroupSpec spec) => spec.Index >= 0 ? codeOf[spec.Index] : -1;

    /// <summary>What a group of the layout may be, repetitions left out.</summary>
    internal IReadOnlyList<GroupMapping> Of(GroupSpec spec) => spec.Index >= 0 ? byLayout[spec.Index] : [];

    /// <summary>What a name may be read as, in the order in which it is tried; nothing for a repetition or an unknown name.</summary>
    internal IEnumerable<GroupMapping> Named(string name) => byName[name];

    /// <summary>The mappings that say the same once more.</summary>
    internal IReadOnlyList<GroupMapping> RepetitionsOf(GroupMapping group) => repetitions.GetValueOrDefault(group, []);
}
