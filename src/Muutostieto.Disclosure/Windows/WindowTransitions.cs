using Muutostieto.Register;

namespace Muutostieto.Disclosure.Windows;

/// <summary>
/// Judges, for every person with entries in a window, what a recipient may see of them: by visibility at both ends of the window and after
/// each entry between.
/// Memory grows with the entries, not with the population.
/// </summary>
public sealed partial class WindowTransitions
{
    private readonly IRegister register;
    private readonly DisclosureWindow window;
    private readonly Visibility visibility;
    private readonly Dictionary<long, List<(JournalKey Key, string Registered)>> entries = [];

    public WindowTransitions(
        IRegister register,
        DisclosureWindow window,
        bool showsProtected,
        Protection protection,
        CancellationToken cancellation)
    {
        this.register = register;
        this.window = window;
        visibility = new Visibility(register, showsProtected, window, protection);
        foreach (var entry in register.ReadJournal(window.From, window.To))
        {
            cancellation.ThrowIfCancellationRequested();
            if (entry.PersonId is { } person)
            {
                if (!entries.TryGetValue(person, out var keys))
                {
                    entries.Add(person, keys = []);
                }

                keys.Add((entry.Key, entry.RegistrationDay));
                Entries++;
            }
        }
    }

    /// <summary>How many entries about persons the window has.</summary>
    public long Entries { get; private set; }

    /// <summary>The key of the person's last entry in the window.</summary>
    public JournalKey LastEntry(long person) => entries[person][^1].Key;

    /// <summary>Day of registration of the person's last entry in the window.</summary>
    public string LastRegistered(long person) => entries[person][^1].Registered;

    /// <summary>Whether the window has an entry about the person.</summary>
    public bool HasEntry(long person) => entries.ContainsKey(person);

    /// <summary>What becomes of the person's entries, or of a person without an entry.</summary>
    public VisibilityTransition Of(long person)
    {
        if (window.List is { } list)
        {
            return OfListed(person, list);
        }

        var before = visibility.Had(register.At(person, window.From), window.AreaBefore);
        var after = visibility.Has(register.At(person, window.To), window.Area);
        return (before, after) switch
        {
            (false, false) => VisibilityTransition.None,
            (false, true) => VisibilityTransition.Full,
            (true, false) => VisibilityTransition.Leaving,
            _ => !entries.TryGetValue(person, out var own)
                || own.TrueForAll(entry => visibility.Has(register.At(person, entry.Key), window.AnyArea))
                ? VisibilityTransition.Changes
                : VisibilityTransition.Full,
        };
    }
}
