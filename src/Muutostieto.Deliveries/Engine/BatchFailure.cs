using Muutostieto.Records;

namespace Muutostieto.Deliveries.Engine;

/// <summary>A permit that could not be served in a run.</summary>
/// <param name="Permit">Its id.</param>
/// <param name="Kind">What kind of failure: whether it goes away without intervention.</param>
/// <param name="Message">Place, what was found, what to do; never a person.</param>
/// <param name="Remedy">By which step of this program it is put right; null when the message says all.</param>
public sealed record BatchFailure(string Permit, FailureKind Kind, string Message, Remedy? Remedy = null)
{
    /// <summary>A permit's failure as it was thrown.</summary>
    public static BatchFailure Of(string permit, MuutostietoException failure)
    {
        ArgumentNullException.ThrowIfNull(failure);
        return new BatchFailure(permit, failure.Kind, failure.Message, failure.Remedy);
    }

    /// <summary>The failure with its remedy's words in its message.</summary>
    public BatchFailure Worded(IRemedyWords words)
    {
        ArgumentNullException.ThrowIfNull(words);
        return this with { Message = words.Of(Message, Remedy), Remedy = null };
    }
}
