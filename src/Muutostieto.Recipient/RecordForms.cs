namespace Muutostieto.Recipient;

/// <summary>The names of the forms, as the command line and the manifest write them.</summary>
public static class RecordForms
{
    /// <summary>Every name, in the order of <see cref="RecordForm"/>.</summary>
    public static IReadOnlyList<string> Names { get; } = ["fixed", "json", "csv"];

    public static string NameOf(RecordForm form) => Names[(int)form];

    /// <summary>The form of that name, or null.</summary>
    public static RecordForm? Of(string name)
    {
        for (var index = 0; index < Names.Count; index++)
        {
            if (Names[index] == name)
            {
                return (RecordForm)index;
            }
        }

        return null;
    }
}
