namespace Muutostieto.Records;

/// <summary>
/// A step of this program by which a user can put a failure right. The message says what to do; with which command, the command line knows,
/// and adds it (<see cref="IRemedyWords"/>).
/// </summary>
public abstract record Remedy;
