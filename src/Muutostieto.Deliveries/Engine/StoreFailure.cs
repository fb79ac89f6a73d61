using Muutostieto.Deliveries.Ledger;
using Muutostieto.Records;
using Npgsql;

namespace Muutostieto.Deliveries.Engine;

/// <summary>
/// A failure of what all of a permit's work rests on, as against one of a drop or a delivery: the database went away, or another worker has
/// taken over. The whole turn is taken again, and goes on with what was begun.
/// </summary>
internal static class StoreFailure
{
    internal static bool Is(MuutostietoException failure)
    {
        for (Exception? cause = failure; cause is not null; cause = cause.InnerException)
        {
            if (cause is ClaimLostException || (cause is NpgsqlException && failure.Kind == FailureKind.Transient))
            {
                return true;
            }
        }

        return false;
    }
}
