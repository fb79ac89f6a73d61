using Muutostieto.Deliveries.Composition;
using Muutostieto.Register;

namespace Muutostieto.Deliveries.Tests.Convergence;

/// <summary>What becomes of a person in a window, said once more and in another way than in the program.</summary>
internal sealed class ExpectedTransition(LifeRegister life, DeliveryContext context)
{
    internal enum Kind
    {
        None,
        Full,
        Leaving,
        Changes,
    }

    /// <param name="versions">The version as of the window's beginning, if the person was there, and one after each entry of the window; at
    /// least one.</param>
    internal Kind Of(List<PersonVersion> versions)
    {
        var wasThere = versions[0].From.Value <= context.From;
        if (wasThere && versions.Count == 1)
        {
            return Kind.None;
        }

        var sights = versions
            .Select(
                (version, at) =>
                    Sees(
                        version,
                        at == 0 && wasThere ? context.AreaBefore!
                            : at == versions.Count - 1 ? context.Terms.Municipalities
                            : context.Terms.Municipalities.Union(context.AreaBefore!)))
            .ToList();
        var before = wasThere && sights[0];
        return (before, sights[^1]) switch
        {
            (false, false) => Kind.None,
            (true, false) => Kind.Leaving,
            (true, true) when !sights.Contains(false) => Kind.Changes,
            _ => Kind.Full,
        };
    }

    private bool Sees(PersonVersion version, IEnumerable<string> area) =>
        area.Contains(version.Municipality)
        && (version.NonDisclosureEnd is null || context.Terms.ShowsProtected)
        && (version.Alive || LivedAtBaseOrLater(version));

    /// <summary>Whether the recipient has seen the person alive, or could have: alive at the base, or at some time since.</summary>
    private bool LivedAtBaseOrLater(PersonVersion dead)
    {
        var sinceBase = life.Versions(dead.PersonId, new JournalKey(context.ChainBase), dead.From);
        return sinceBase.Exists(version => version.Alive) || sinceBase[0].From.Value > context.ChainBase;
    }
}
