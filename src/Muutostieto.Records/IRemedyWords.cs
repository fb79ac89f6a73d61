namespace Muutostieto.Records;

/// <summary>The words of remedies where a user sees them. Called several times for one remedy; the same words each time.</summary>
public interface IRemedyWords
{
    /// <summary>A sentence that names the command or option.</summary>
    string Of(Remedy remedy);

    /// <summary>A message with its remedy, when it has one.</summary>
    string Of(string message, Remedy? remedy) => remedy is null ? message : $"{message} {Of(remedy)}";

    /// <summary>A failure's message with its remedy.</summary>
    string Of(MuutostietoException failure)
    {
        ArgumentNullException.ThrowIfNull(failure);
        return Of(failure.Message, failure.Remedy);
    }
}
