using System.Text;
using Muutostieto.Records.Groups;
using Muutostieto.Records.Model;

namespace Muutostieto.Interface.Mapping;

/// <summary>The group that an object of the interface is read into; the groups that clarify it are added after it.</summary>
/// <param name="Record">The record, of which it is the last group that clarifies no other.</param>
/// <param name="Group">Its index.</param>
/// <param name="Layouts">The layouts of the clarifying groups.</param>
internal readonly record struct GroupTarget(Record Record, int Group, GroupCatalog Layouts)
{
    /// <summary>Sets a field, unless the layout has none of that name or the text is empty.</summary>
    public void Set(string field, string? value)
    {
        if (!string.IsNullOrEmpty(value) && Record.Spec(Group).Field(field) is { } spec)
        {
            Record.Set(Group, spec.Index, Encoding.UTF8.GetBytes(value));
        }
    }

    /// <summary>Adds a clarifying group.</summary>
    public GroupTarget Clarify(string code, byte attribute) =>
        new(Record, Record.Add(Layouts.Newest(code)!, attribute), Layouts);
}
